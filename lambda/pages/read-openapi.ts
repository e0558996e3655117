// GET /openapi.json: the description of the API, made from the contracts once for each running function.
import type { Operation } from "../http/contract.ts";
import { Content } from "../http/reply.ts";
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import { openApiDocument } from "./openapi.ts";

interface OpenapiEffects {
  readonly operations: readonly Operation[];
  readonly version: string;
}

/** Answers the description; it is made when it is first asked for, so no other page waits for it. */
export const readOpenapi = ({ operations, version }: OpenapiEffects) => {
  let made: string | undefined;
  return implement<typeof contract.readOpenapi>({
    operation: contract.readOpenapi,
    async handle() {
      made ??= JSON.stringify(openApiDocument(operations, { version }));
      return { status: 200, body: new Content("application/json", made) };
    },
  });
};
