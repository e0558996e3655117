// Sign-in: the authority's own identity provider where it has one, else a user pool of the service's own.
import { CfnOutput, Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import {
  HttpJwtAuthorizer,
  HttpUserPoolAuthorizer,
} from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { roles } from "../../lambda/http/roles.ts";
import type { Settings } from "./settings.ts";

/** A shift at the telephone; then staff sign in again. */
const ACCESS_TOKEN_HOURS = 1;
const SIGNED_IN_HOURS = 10;
/** NCSC and NIST prefer length to rules about characters, but the checks of AWS ask for both. */
const PASSWORD_CHARACTERS = 14;

export interface SignInProps {
  readonly signIn: Settings["signIn"];
  /** Where the pool sends people back to after they have signed in. */
  readonly publicAddress: string;
}

export class SignIn extends Construct {
  readonly authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { signIn, publicAddress }: SignInProps) {
    super(scope, id);
    this.authorizer = signIn
      ? new HttpJwtAuthorizer("Authority", signIn.issuer, { jwtAudience: [signIn.audience] })
      : this.#ownPool(publicAddress);
  }

  /** People are entered by an administrator, with a second factor; their roles are the pool's groups. */
  #ownPool(publicAddress: string): IHttpRouteAuthorizer {
    const pool = new UserPool(this, "Staff", {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: PASSWORD_CHARACTERS,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const role of roles) pool.addGroup(role, { groupName: role });
    const client = pool.addClient("Staff", {
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(ACCESS_TOKEN_HOURS),
      refreshTokenValidity: Duration.hours(SIGNED_IN_HOURS),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${publicAddress}/docs`],
      },
    });
    new CfnOutput(this, "UserPool", { value: pool.userPoolId });
    new CfnOutput(this, "UserPoolClient", { value: client.userPoolClientId });
    return new HttpUserPoolAuthorizer("Staff", pool, { userPoolClients: [client] });
  }
}
