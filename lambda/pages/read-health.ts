// GET /health: the service answers, and which version of it.
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";

/** Says “ok” for as long as the function runs at all. */
export const readHealth = ({ version }: { readonly version: string }) =>
  implement<typeof contract.readHealth>({
    operation: contract.readHealth,
    async handle() {
      return { status: 200, body: { status: "ok", version } };
    },
  });
