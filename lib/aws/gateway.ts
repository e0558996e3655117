// The HTTP API: one route an operation, sign-in on each that is not public, throttles, and access logs.
import { Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type { FunctionName, Operation } from "../../lambda/http/contract.ts";
import { routeKeys } from "../../lambda/http/sign-in.ts";
import { keptLog } from "./kept-log.ts";

/** A council has some hundred people at telephones; more than this is a program gone wrong. */
const REQUESTS_A_SECOND = 50;
const REQUESTS_AT_ONCE = 100;

/**
 * What is logged of a request. Its path and query may hold references, its address and its person
 * are staff's: none of them is here, the route's pattern says enough.
 */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  at: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  bytes: "$context.responseLength",
  milliseconds: "$context.responseLatency",
  functionMilliseconds: "$context.integrationLatency",
  error: "$context.error.responseType",
} as const;

export class Gateway extends Construct {
  /** Its own address, without a path. */
  readonly address: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#api = new HttpApi(this, "Api", { createDefaultStage: false });
    this.address = this.#api.apiEndpoint;
    new HttpStage(this, "Stage", {
      httpApi: this.#api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_A_SECOND, burstLimit: REQUESTS_AT_ONCE },
      accessLogSettings: {
        destination: new LogGroupLogDestination(keptLog(this, "AccessLog")),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }

  /** Routes every operation to its function, and all else, behind the same sign-in, to `pages`. */
  route(
    operations: readonly Operation[],
    functions: Readonly<Record<FunctionName, IFunction>>,
    authorizer: IHttpRouteAuthorizer,
  ): void {
    const integrations = new Map<FunctionName, HttpLambdaIntegration>();
    const integrationOf = (name: FunctionName): HttpLambdaIntegration => {
      const made = integrations.get(name) ?? integrationFor(name, functions[name]);
      integrations.set(name, made);
      return made;
    };
    for (const operation of operations) {
      for (const key of routeKeys(operation)) {
        const route = new HttpRoute(this, key, {
          httpApi: this.#api,
          routeKey: routeKeyOf(key),
          integration: integrationOf(operation.runsIn),
          authorizer: operation.roles === "public" ? new HttpNoneAuthorizer() : authorizer,
        });
        if (operation.roles === "public") acknowledgePublic(route, operation);
      }
    }
    new HttpRoute(this, "$default", {
      httpApi: this.#api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrationOf("pages"),
      authorizer,
    });
  }
}

/** One permission a function, for every route of this API: one a route would outgrow Lambda's policy. */
const integrationFor = (name: FunctionName, handler: IFunction): HttpLambdaIntegration =>
  new HttpLambdaIntegration(name, handler, { scopePermissionToRoute: false });

function routeKeyOf(key: string): HttpRouteKey {
  const [method = "", path = ""] = key.split(" ");
  const known = Object.values(HttpMethod).find((one) => one === method);
  if (known === undefined) throw new Error(`The gateway knows no method ${method}.`);
  return HttpRouteKey.with(path, known);
}

function acknowledgePublic(route: HttpRoute, { id }: Operation): void {
  Validations.of(route).acknowledge({
    id: "AwsSolutions-APIG4",
    reason: `The contract of ${id} says that it is public: it shows nothing of any consultation to whoever has no sealed link.`,
  });
}
