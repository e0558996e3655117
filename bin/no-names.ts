// The CDK app: the service on AWS. It synthesizes without an account; docs/aws.md names the settings.
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { NoNamesStack } from "../lib/aws/no-names-stack.ts";
import { settingsFrom } from "../lib/aws/settings.ts";

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new NoNamesStack(app, "NoNames", {
  settings: settingsFrom(app.node),
  env: { region: "eu-west-2" },
});
