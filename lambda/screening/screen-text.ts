// POST /screenings: what the guard finds in one text, or in the fields of a document being written.
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import { screen } from "./screen.ts";

export const screenText = () =>
  implement<typeof contract.screenText>({
    operation: contract.screenText,

    async handle({ body }) {
      const findings =
        "text" in body
          ? screen(body.text)
          : Object.entries(body.fields).flatMap(([field, text]) =>
              screen(text).map((finding) => ({ field, ...finding })),
            );
      return { status: 200, body: { findings } };
    },
  });
