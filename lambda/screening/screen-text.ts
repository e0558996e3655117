// POST /screenings: what the guard finds in one text, or in the fields of a document being written.
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import { rewrite } from "./rewrite.ts";
import { screen } from "./screen.ts";
import { warnings } from "./warnings.ts";

/** Nothing is stored, nothing of the text is logged, and the function may touch nothing. */
export const screenText = () =>
  implement<typeof contract.screenText>({
    operation: contract.screenText,

    async handle({ at, body, query }) {
      const texts: readonly { readonly field?: string; readonly text: string }[] =
        "text" in body
          ? [{ text: body.text }]
          : Object.entries(body.fields).map(([field, text]) => ({ field, text }));
      const screened = texts.map(({ field, text }) => {
        const place = field === undefined ? {} : { field };
        const findings = screen(text, { today: at });
        return {
          field,
          findings: findings.map((finding) => ({ ...place, ...finding })),
          warnings: warnings(text).map((warning) => ({ ...place, ...warning })),
          rewritten: () => rewrite(text, findings),
        };
      });
      const warned = screened.flatMap((one) => one.warnings);
      return {
        status: 200,
        body: {
          findings: screened.flatMap((one) => one.findings),
          ...(query.rewrite === "true" && {
            rewritten:
              "text" in body
                ? screened.map((one) => one.rewritten()).join("")
                : Object.fromEntries(screened.map((one) => [one.field, one.rewritten()])),
          }),
          ...(warned.length > 0 && { warnings: warned }),
        },
      };
    },
  });
