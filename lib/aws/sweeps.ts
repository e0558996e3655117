// The schedules of the sweeps that no stream wakes: chasers every 15 minutes, retention once a day.
import { Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";
import { failureQueue } from "./failure-queue.ts";

const RETRIES = 2;
const CHASERS_EVERY_MINUTES = 15;
const RETENTION_EVERY_HOURS = 24;

interface SweepProps {
  /** As in the event: the function itself knows no other. */
  readonly sweep: "chasers" | "retention";
  readonly description: string;
  readonly target: IFunction;
  readonly every: Duration;
}

/** One sweep by interval, not by the time of day: local times can be missing, and a sweep twice does no harm. */
class Sweep extends Construct {
  constructor(scope: Construct, id: string, { sweep, description, target, every }: SweepProps) {
    super(scope, id);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
      description: `No-names: starts the sweep of the ${sweep}`,
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [target.functionArn] }),
    );
    new Schedule(this, "Schedule", {
      description,
      schedule: ScheduleExpression.rate(every),
      target: new LambdaInvoke(target, {
        input: ScheduleTargetInput.fromObject({ source: "no-names.schedule", sweep }),
        // Otherwise every version of the function would be permitted too.
        role: role.withoutPolicyUpdates(),
        retryAttempts: RETRIES,
        maxEventAge: every,
        deadLetterQueue: failureQueue(this, "NotStarted"),
      }),
    });
    // What fails is still due; the next sweep finds it. A person sees it in the queue.
    target.configureAsyncInvoke({
      retryAttempts: RETRIES,
      maxEventAge: Duration.minutes(Math.min(every.toMinutes(), SIX_HOURS_IN_MINUTES)),
      onFailure: new SqsDestination(failureQueue(this, "Failures")),
    });
  }
}

/** The longest that Lambda keeps an event. */
const SIX_HOURS_IN_MINUTES = 360;

export interface SweepsProps {
  readonly chasers: IFunction;
  readonly retention: IFunction;
}

export class Sweeps extends Construct {
  constructor(scope: Construct, id: string, { chasers, retention }: SweepsProps) {
    super(scope, id);
    new Sweep(this, "Chasers", {
      sweep: "chasers",
      description: "No-names: writes to those who owe something, moves deadlines to new calendars",
      target: chasers,
      every: Duration.minutes(CHASERS_EVERY_MINUTES),
    });
    new Sweep(this, "Retention", {
      sweep: "retention",
      description: "No-names: deletes what is past its time",
      target: retention,
      every: Duration.hours(RETENTION_EVERY_HOURS),
    });
  }
}
