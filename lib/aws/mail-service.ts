// SES: mail goes out over TLS only, unwatched, and what becomes of each is reported to the event bus.
import { Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Settings } from "./settings.ts";

export class MailService extends Construct {
  readonly configurationSetName: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const set = new ConfigurationSet(this, "Forms", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    });
    // Neither opens nor clicks: a form with a pixel or a changed link would say who read it when.
    set.addEventDestination("Reports", {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, "Bus", "default")),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    this.configurationSetName = set.configurationSetName;
  }

  /** Sending from the service's one address, with this configuration set, and nothing else. */
  sendingStatement({ address, domain }: Settings["mailFrom"]): PolicyStatement {
    const arnOf = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: "ses", resource, resourceName });
    return new PolicyStatement({
      actions: ["ses:SendRawEmail"],
      // Whether the authority verified the domain or the address alone is its own affair.
      resources: [
        arnOf("identity", domain),
        arnOf("identity", address),
        arnOf("configuration-set", this.configurationSetName),
      ],
      conditions: { StringEquals: { "ses:FromAddress": address } },
    });
  }
}
