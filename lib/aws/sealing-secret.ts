// The secret with which cursors and filing links are sealed. See docs/decisions/030-sealing-secret.md.
import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";

/** Letters and digits only, so that nothing of it is special in an environment: 380 bits. */
const CHARACTERS = 64;

export class SealingSecret extends Construct {
  /** A dynamic reference, resolved when the function is deployed; the template never holds the secret. */
  readonly reference: string;

  constructor(scope: Construct, id: string, keys: Keys) {
    super(scope, id);
    const secret = new Secret(this, "Secret", {
      description: "No-names: seals cursors and filing links",
      encryptionKey: keys.shared,
      generateSecretString: { passwordLength: CHARACTERS, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(secret).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "A new secret ends every filing link in the agencies' mailboxes. It is changed by a person, and only if it may have leaked.",
    });
    this.reference = secret.secretValue.unsafeUnwrap();
  }
}
