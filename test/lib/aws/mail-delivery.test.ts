// Mail on AWS: TLS only and unwatched, woken by stream and clock, and reports that lose addresses at the bus.
import { beforeAll, describe, expect, it, test } from "vitest";
import * as z from "zod";
import { settleMessage } from "../../../lambda/mail/settle-message.ts";
import type { Database } from "../../../lambda/tables/database.ts";
import { type Synthesized, synthesize } from "./synthesize.ts";

let stack: Synthesized;
beforeAll(() => {
  stack = synthesize();
});

test("mail goes out over TLS only, and nobody is watched reading it", () => {
  expect(stack.at("MailService/Forms/Resource").Properties).toMatchObject({
    DeliveryOptions: { TlsPolicy: "REQUIRE" },
  });
  const [reports] = stack.ofType("AWS::SES::ConfigurationSetEventDestination");
  expect(reports?.Properties.EventDestination).toMatchObject({
    Enabled: true,
    MatchingEventTypes: ["send", "delivery", "deliveryDelay", "bounce", "complaint", "reject"],
  });
});

describe("the stream of messages", () => {
  it("wakes mail for what is owed, splits a failing batch, and gives up in bounds", () => {
    const { Properties } = stack.at("MailDelivery/Owed/Resource");
    expect(stack.placeOf(Properties.FunctionName)).toBe("Functions/mail/Function/Resource");
    expect(stack.placeOf(Properties.EventSourceArn)).toBe("Tables/Messages/Resource");
    expect(Properties).toMatchObject({
      StartingPosition: "TRIM_HORIZON",
      FilterCriteria: {
        Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"state":{"S":["owed"]}}}}' }],
      },
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: 3600,
    });
    expect(destination(Properties.DestinationConfig)).toBe("MailDelivery/StreamFailures/Resource");
  });
});

describe("the sweep", () => {
  it("comes every minute, however the clocks change", () => {
    const { Properties } = stack.at("MailDelivery/Sweep/Resource");
    expect(Properties).toMatchObject({
      ScheduleExpression: "rate(1 minute)",
      FlexibleTimeWindow: { Mode: "OFF" },
      State: "ENABLED",
      Target: { Input: '{"source":"no-names.schedule","sweep":"mail"}' },
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
      .parse(stack.at("MailDelivery/Sweep/Resource").Properties);
    expect(stack.placeOf(Target.Arn)).toBe("Functions/mail/Function/Resource");
    expect(Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 300 });
    expect(stack.placeOf(Target.DeadLetterConfig.Arn)).toBe(
      "MailDelivery/SweepNotStarted/Resource",
    );
    expect(failuresOf("mail")).toBe("MailDelivery/SweepFailures/Resource");
  });
});

describe("a report of what became of a mail", () => {
  const rule = () =>
    z
      .object({
        EventPattern: z.unknown(),
        Targets: z.tuple([
          z.object({
            Arn: z.unknown(),
            DeadLetterConfig: z.unknown().optional(),
            RetryPolicy: z.unknown(),
            InputTransformer: z.object({
              InputPathsMap: z.record(z.string(), z.string()),
              InputTemplate: z.string(),
            }),
          }),
        ]),
      })
      .parse(stack.at("MailDelivery/Reports/Resource").Properties);

  it("is ours alone: of our configuration set, with our tags", () => {
    expect(rule().EventPattern).toMatchObject({
      source: ["aws.ses"],
      detail: { mail: { tags: { message: [{ exists: true }], attempt: [{ exists: true }] } } },
    });
    expect(JSON.stringify(rule().EventPattern)).toContain("ses:configuration-set");
  });

  it("leaves the bus with what happened and our two tags, and is still understood", async () => {
    const [{ InputTransformer }] = rule().Targets;
    const { InputPathsMap, InputTemplate } = InputTransformer;
    expect(Object.values(InputPathsMap).sort()).toEqual([
      "$.detail.eventType",
      "$.detail.mail.tags.attempt",
      "$.detail.mail.tags.message",
    ]);
    const sent = transformed(InputPathsMap, InputTemplate, report);
    expect(JSON.stringify(sent)).not.toMatch(/example\.org|Subject/);
    const asked: unknown[] = [];
    await settleMessage(sent, { database: askedFor(asked), clock: () => new Date(0) });
    expect(asked).toEqual([{ messageId: "a-message" }]);
  });

  it("is retried for a day, then left to the function's own queue, never to one of whole reports", () => {
    const [target] = rule().Targets;
    expect(target.RetryPolicy).toEqual({
      MaximumRetryAttempts: 185,
      MaximumEventAgeInSeconds: 86_400,
    });
    expect(target.DeadLetterConfig).toBeUndefined();
    expect(failuresOf("mail-events")).toBe("MailDelivery/ReportFailures/Resource");
  });
});

test("queues of failures take TLS only, are encrypted, and keep things over Christmas", () => {
  const policies = JSON.stringify(stack.ofType("AWS::SQS::QueuePolicy"));
  for (const { Properties, logicalId } of stack.ofType("AWS::SQS::Queue")) {
    expect(Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
    expect(policies).toContain(`"Queues":[{"Ref":"${logicalId}"}]`);
  }
  expect(policies).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
});

const destination = (config: unknown): string =>
  stack.placeOf(
    z.object({ OnFailure: z.object({ Destination: z.unknown() }) }).parse(config).OnFailure
      .Destination,
  );

function failuresOf(name: string): string {
  const found = stack
    .ofType("AWS::Lambda::EventInvokeConfig")
    .find(({ path }) => path.startsWith(`Functions/${name}/`));
  return destination(found?.Properties.DestinationConfig);
}

/** A report as SES gives it to the bus, with all that must stay there. */
const report = {
  source: "aws.ses",
  detail: {
    eventType: "Delivery",
    delivery: { recipients: ["safeguarding@school.example.org"] },
    mail: {
      destination: ["safeguarding@school.example.org"],
      commonHeaders: { subject: "Subject of the mail" },
      tags: { message: ["a-message"], attempt: ["an-attempt"], "ses:from-domain": ["example.org"] },
    },
  },
};

/** What EventBridge makes of an event: each path's value, as JSON, in its place of the template. */
function transformed(paths: Record<string, string>, template: string, event: unknown): unknown {
  const valueAt = (path: string) =>
    path
      .split(".")
      .slice(1)
      .reduce<unknown>((value, step) => new Map(Object.entries(value ?? {})).get(step), event);
  return JSON.parse(
    template.replaceAll(/<([\w-]+)>/g, (_, name: string) =>
      JSON.stringify(valueAt(paths[name] ?? "")),
    ),
  );
}

/** A database that has nothing and remembers what it was asked for. */
const askedFor = (asked: unknown[]): Database => ({
  async readTogether(reads) {
    asked.push(...reads.map(({ key }) => key));
    return reads.map(() => undefined);
  },
  query: () => Promise.reject(new Error("Nothing is queried.")),
  write: () => Promise.reject(new Error("Nothing is written.")),
});
