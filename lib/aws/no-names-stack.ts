// The service on AWS: tables, functions, gateway, mail. Each part is in the file of its name.
import { Annotations, CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { allOperations } from "../../lambda/all-operations.ts";
import { allTables } from "../../lambda/all-tables.ts";
import { Functions } from "./functions.ts";
import { Gateway } from "./gateway.ts";
import { Keys } from "./keys.ts";
import { MailDelivery } from "./mail-delivery.ts";
import { MailService } from "./mail-service.ts";
import { SealingSecret } from "./sealing-secret.ts";
import type { Settings } from "./settings.ts";
import { SignIn } from "./sign-in.ts";
import { Sweeps } from "./sweeps.ts";
import { Tables } from "./tables.ts";

export class NoNamesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: Settings }) {
    super(scope, id, { description: "No-names consultations", ...props });
    const { procedureFile, mailFrom, signIn, publicAddress } = props.settings;

    const keys = new Keys(this, "Keys");
    const tables = new Tables(this, "Tables", { definitions: allTables, keys });
    const gateway = new Gateway(this, "Gateway");
    const mailService = new MailService(this, "MailService");
    const address = publicAddress ?? gateway.address;

    const { byId } = new Functions(this, "Functions", {
      tables,
      keys,
      procedureFile,
      told: {
        publicAddress: address,
        sealingSecret: new SealingSecret(this, "SealingSecret", keys).reference,
        mailFrom: mailFrom.text,
        mailConfigurationSet: mailService.configurationSetName,
      },
    });
    byId.mail.addToRolePolicy(mailService.sendingStatement(mailFrom));

    const { authorizer } = new SignIn(this, "SignIn", { signIn, publicAddress: address });
    gateway.route(allOperations, byId, authorizer);
    new MailDelivery(this, "MailDelivery", {
      tables,
      mailService,
      mail: byId.mail,
      mailEvents: byId["mail-events"],
    });

    new Sweeps(this, "Sweeps", { chasers: byId.chasers, retention: byId.retention });

    new CfnOutput(this, "Address", { value: address });
    if (mailFrom.isSample) {
      Annotations.of(this).addWarningV2(
        "no-names:sample-mail-from",
        `Mail would come from a sample address. Give your own: -c "mailFrom=Name <address>".`,
      );
    }
  }
}
