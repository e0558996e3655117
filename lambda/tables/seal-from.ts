// The seal of a function: its secret comes from the environment, and is asked for when it is used.
import { type Seal, sealWith } from "./seal.ts";

/** The variable that holds the secret; all functions that read each other's seals share it. */
const SECRET = "SEALING_SECRET";
/** A random secret of 128 bits has 22 characters in base64; what is shorter can be guessed. */
const MIN_CHARACTERS = 22;

/**
 * The seal whose secret stands in `SEALING_SECRET`.
 * @throws Error on first use when it is not set or too short.
 */
export function sealFrom(environment: NodeJS.ProcessEnv): Seal {
  let made: Seal | undefined;
  const seal = (): Seal => {
    made ??= sealWith(secretOf(environment));
    return made;
  };
  return {
    seal: (purpose, value) => seal().seal(purpose, value),
    open: (purpose, text) => seal().open(purpose, text),
  };
}

function secretOf(environment: NodeJS.ProcessEnv): string {
  const secret = environment[SECRET] ?? "";
  if (secret.length >= MIN_CHARACTERS) return secret;
  throw new Error(
    `The environment variable ${SECRET} is not set, or has fewer than ${MIN_CHARACTERS} characters.`,
  );
}
