// Where what could not be done is kept for a person to look at.
import { Duration, Validations } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** The longest that SQS offers: over Christmas nobody looks for ten days. */
const KEPT_DAYS = 14;

/** A queue that nothing reads by itself: the end of the line, with no other behind it. */
export function failureQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(KEPT_DAYS),
  });
  Validations.of(queue).acknowledge({
    id: "AwsSolutions-SQS3",
    reason: "It is a dead-letter queue itself, of a stream, a schedule or a function.",
  });
  return queue;
}
