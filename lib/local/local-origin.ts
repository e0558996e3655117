// Keeps other web sites that a browser on this machine has open away from the inbox and the control.
import type { IncomingMessage } from "node:http";
import { type Answerer, answerJson } from "./local-server.ts";

/** Names of this machine; any other was made to point here by somebody else. */
const OWN_NAME = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** Answers only what comes from a program or from a page of this machine. */
export function refuseOtherSites(answer: Answerer): Answerer {
  return async (request, response) => {
    if (isOwn(request)) return answer(request, response);
    answerJson(response, 403, {
      status: 403,
      detail: "Only programs and pages of this machine may ask here. Use the address on 127.0.0.1.",
    });
  };
}

function isOwn({ headers, method }: IncomingMessage): boolean {
  if (!OWN_NAME.test(headers.host ?? "")) return false;
  // A link from anywhere may be followed; what it leads to can't be read from there.
  if (method === "GET" && headers["sec-fetch-mode"] === "navigate") return true;
  const { origin } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] !== "cross-site";
  return URL.canParse(origin) && OWN_NAME.test(new URL(origin).host);
}
