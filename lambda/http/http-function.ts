// The stack every HTTP function shares: problems outside, then sign-in, body, and the operation.
import middy from "@middy/core";
import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Database } from "../tables/database.ts";
import { answerOperation } from "./answer-operation.ts";
import { answerProblems } from "./answer-problems.ts";
import type { ExchangeContext, HttpEvent, Implementation } from "./request.ts";
import { letIn } from "./sign-in.ts";
import { takeBody } from "./take-body.ts";

/** A Lambda function behind API Gateway's HTTP API (payload format 2.0). */
export type HttpFunction = (
  event: HttpEvent,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export interface HttpEffects {
  /** The service's clock, asked once a request. */
  readonly clock: () => Date;
  readonly database?: Database;
}

/** Makes a function that answers exactly the operations it is given. */
export function httpFunction(
  implementations: readonly Implementation[],
  { clock, database }: HttpEffects,
): HttpFunction {
  const now = () => performance.now();
  const stack = middy<HttpEvent, APIGatewayProxyStructuredResultV2, Error, ExchangeContext>()
    .use(answerProblems(now))
    .use(letIn(implementations))
    .use(takeBody())
    .handler(answerOperation(database));
  return (event, context) =>
    stack(event, {
      ...context,
      exchange: { at: clock(), startedAt: now(), mediaType: "application/json" },
    });
}
