// GET /docs: the page on which the API is explored.
import { Content } from "../http/reply.ts";
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import { EXPLORER_SECURITY_POLICY, explorerPage } from "./explorer.ts";

/** Answers the explorer's page; it loads the rest from `/docs/{file}`. */
export const readDocs = () =>
  implement<typeof contract.readDocs>({
    operation: contract.readDocs,
    async handle() {
      return {
        status: 200,
        headers: { "Content-Security-Policy": EXPLORER_SECURITY_POLICY },
        body: new Content("text/html; charset=utf-8", explorerPage),
      };
    },
  });
