// What AWS Lambda tells a function about its own run.
import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";

const MEMORY_MB = 512;

/** A context as Lambda gives it, for one run of a function that may take so long. */
export function lambdaContext(functionName: string, timeoutMilliseconds: number): Context {
  const endsAt = performance.now() + timeoutMilliseconds;
  return {
    awsRequestId: randomUUID(),
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:eu-west-2:000000000000:function:${functionName}`,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    memoryLimitInMB: String(MEMORY_MB),
    getRemainingTimeInMillis: () => Math.max(0, endsAt - performance.now()),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
