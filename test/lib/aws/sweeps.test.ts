import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type Synthesized, synthesize } from "./synthesize.ts";

let stack: Synthesized;
beforeAll(() => {
  stack = synthesize();
});

describe.each([
  ["Chasers", "chasers", "rate(15 minutes)", 900],
  ["Retention", "retention", "rate(1 day)", 86_400],
])("the sweep %s", (id, sweep, rate, seconds) => {
  it("comes by interval, however the clocks change", () => {
    expect(stack.at(`Sweeps/${id}/Schedule/Resource`).Properties).toMatchObject({
      ScheduleExpression: rate,
      FlexibleTimeWindow: { Mode: "OFF" },
      State: "ENABLED",
      Target: { Input: JSON.stringify({ source: "no-names.schedule", sweep }) },
    });
  });

  it("leaves a trace where it was not started, and where it failed", () => {
    const { Target } = z
      .object({
        Target: z.object({
          Arn: z.unknown(),
          RetryPolicy: z.unknown(),
          DeadLetterConfig: z.object({ Arn: z.unknown() }),
        }),
      })
      .parse(stack.at(`Sweeps/${id}/Schedule/Resource`).Properties);
    expect(stack.placeOf(Target.Arn)).toBe(`Functions/${sweep}/Function/Resource`);
    expect(Target.RetryPolicy).toEqual({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: seconds,
    });
    expect(stack.placeOf(Target.DeadLetterConfig.Arn)).toBe(`Sweeps/${id}/NotStarted/Resource`);
    const failures = stack
      .ofType("AWS::SQS::Queue")
      .filter(({ path }) => path === `Sweeps/${id}/Failures/Resource`);
    expect(failures).toHaveLength(1);
  });
});
