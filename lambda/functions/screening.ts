// The function that screens text for whoever is writing it. It may touch nothing and logs nothing of it.
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import { screenText } from "../screening/screen-text.ts";

interface ScreeningEffects {
  readonly clock: () => Date;
}

export const screening = ({
  clock = () => new Date(),
}: Partial<ScreeningEffects> = {}): HttpFunction => httpFunction([screenText()], { clock });

export const handler = screening();
