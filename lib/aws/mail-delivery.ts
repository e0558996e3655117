// What starts the mail functions: the stream of what is owed, a sweep each minute, and SES's reports.
import { Duration, Stack, Validations } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  EventSourceMapping,
  FilterCriteria,
  type IFunction,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";
import * as z from "zod";
import { messagesTable } from "../../lambda/messages/table.ts";
import { failureQueue } from "./failure-queue.ts";
import type { MailService } from "./mail-service.ts";
import type { Tables } from "./tables.ts";

/** Forms are few and each takes a second to draw and send. */
const BATCH_MESSAGES = 10;
/** A record that fails again is left to the sweep, which needs no stream. */
const STREAM_RETRIES = 3;
const STREAM_RECORD_MINUTES = 60;
/** The next sweep comes a minute later anyway. */
const SWEEP_RETRIES = 2;
const SWEEP_MINUTES = 5;
/** The longest that EventBridge and Lambda offer: a lost report makes a person look for a delivered mail. */
const REPORT_RETRIES = 185;
const REPORT_HOURS = 24;
const REPORT_FUNCTION_RETRIES = 2;
const REPORT_FUNCTION_HOURS = 6;

export interface MailDeliveryProps {
  readonly tables: Tables;
  readonly mailService: MailService;
  readonly mail: IFunction;
  readonly mailEvents: IFunction;
}

export class MailDelivery extends Construct {
  constructor(scope: Construct, id: string, props: MailDeliveryProps) {
    super(scope, id);
    this.#sendWhatIsOwed(props);
    this.#sweep(props);
    this.#takeReports(props);
  }

  /** The stream wakes `mail`. What it loses stays owed, and the sweep finds it. */
  #sendWhatIsOwed({ tables, mail }: MailDeliveryProps): void {
    const table = tables.of(messagesTable);
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new Error("The table of messages has no stream.");
    const failures = failureQueue(this, "StreamFailures");
    mail.addToRolePolicy(
      new PolicyStatement({
        actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        resources: [streamArn],
      }),
    );
    permitListingStreams(mail, table);
    new EventSourceMapping(this, "Owed", {
      target: mail,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter({ dynamodb: { NewImage: { state: { S: ["owed"] } } } })],
      batchSize: BATCH_MESSAGES,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: STREAM_RETRIES,
      maxRecordAge: Duration.minutes(STREAM_RECORD_MINUTES),
      // It is told which records failed, not what is in them.
      onFailure: new SqsDlq(failures),
    });
  }

  /** By interval, not by the time of day: local times can be missing, and a sweep twice does no harm. */
  #sweep({ mail }: MailDeliveryProps): void {
    const role = new Role(this, "SweepRole", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
      description: "No-names: starts the sweep of the mail",
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [mail.functionArn] }),
    );
    new Schedule(this, "Sweep", {
      description: "No-names: sends what the stream lost, and notices what was never proved",
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(mail, {
        input: ScheduleTargetInput.fromObject({ source: "no-names.schedule", sweep: "mail" }),
        // Otherwise every version of the function would be permitted too.
        role: role.withoutPolicyUpdates(),
        retryAttempts: SWEEP_RETRIES,
        maxEventAge: Duration.minutes(SWEEP_MINUTES),
        deadLetterQueue: failureQueue(this, "SweepNotStarted"),
      }),
    });
    mail.configureAsyncInvoke({
      retryAttempts: SWEEP_RETRIES,
      maxEventAge: Duration.minutes(SWEEP_MINUTES),
      onFailure: new SqsDestination(failureQueue(this, "SweepFailures")),
    });
  }

  /**
   * A report holds addresses, subject and headers. Only what happened and our two tags leave the bus;
   * so the rule has no queue of its own, into which the whole report would go.
   * See docs/decisions/031-reports-lose-addresses.md.
   */
  #takeReports({ mailService, mailEvents }: MailDeliveryProps): void {
    new Rule(this, "Reports", {
      description: "No-names: what became of a mail",
      eventPattern: {
        source: ["aws.ses"],
        detail: {
          eventType: [{ exists: true }],
          mail: {
            tags: {
              "ses:configuration-set": [mailService.configurationSetName],
              message: [{ exists: true }],
              attempt: [{ exists: true }],
            },
          },
        },
      },
      targets: [
        new LambdaFunction(mailEvents, {
          event: RuleTargetInput.fromObject({
            detail: {
              eventType: EventField.fromPath("$.detail.eventType"),
              mail: {
                tags: {
                  message: EventField.fromPath("$.detail.mail.tags.message"),
                  attempt: EventField.fromPath("$.detail.mail.tags.attempt"),
                },
              },
            },
          }),
          retryAttempts: REPORT_RETRIES,
          maxEventAge: Duration.hours(REPORT_HOURS),
        }),
      ],
    });
    mailEvents.configureAsyncInvoke({
      retryAttempts: REPORT_FUNCTION_RETRIES,
      maxEventAge: Duration.hours(REPORT_FUNCTION_HOURS),
      onFailure: new SqsDestination(failureQueue(this, "ReportFailures")),
    });
  }
}

/** Lambda lists the streams of the table. The name of one is a time, unknown before there is one. */
function permitListingStreams(mail: IFunction, table: TableV2): void {
  mail.addToRolePolicy(
    new PolicyStatement({
      actions: ["dynamodb:ListStreams"],
      resources: [`${table.tableArn}/stream/*`],
    }),
  );
  const [logicalId] = z
    .object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) })
    .parse(Stack.of(table).resolve(table.tableArn))["Fn::GetAtt"];
  Validations.of(mail.role ?? mail).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/stream/*]`,
    reason: "All streams of this one table: their names are times, unknown before there is one.",
  });
}
