// Finds the route of a request as API Gateway's HTTP API does, from the contracts of the operations.
import type { FunctionName, Operation } from "../../lambda/http/contract.ts";
import { routeKeys } from "../../lambda/http/sign-in.ts";

export interface Route {
  /** As API Gateway calls it, `GET /v1/agencies/{agencyId}` or `$default`. */
  readonly routeKey: string;
  readonly runsIn: FunctionName;
  readonly isPublic: boolean;
}

export interface FoundRoute extends Route {
  /** By name, decoded; empty where the path has none. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** What matches no route goes to `pages`, which knows no operation for it and says so. */
const otherwise: Route = { routeKey: "$default", runsIn: "pages", isPublic: false };

interface Candidate extends Route {
  readonly method: string;
  readonly segments: readonly string[];
}

/**
 * Makes the finder of routes. It takes a method and the decoded segments of a path. A segment of the
 * contract wins over a parameter; a parameter is never empty. A method without a route of its own,
 * HEAD included, goes the default way.
 */
export function routesOf(
  operations: readonly Operation[],
): (method: string, segments: readonly string[]) => FoundRoute {
  const candidates = operations
    .flatMap((operation) =>
      routeKeys(operation).map((routeKey): Candidate => {
        const [method = "", path = ""] = routeKey.split(" ");
        const isPublic = operation.roles === "public";
        return { routeKey, runsIn: operation.runsIn, isPublic, method, segments: split(path) };
      }),
    )
    .sort((a, b) => specificity(b) - specificity(a));
  return (method, segments) => {
    const found = candidates.find(
      (candidate) => candidate.method === method && fits(candidate.segments, segments),
    );
    return { ...(found ?? otherwise), pathParameters: parameters(found?.segments ?? [], segments) };
  };
}

/** The decoded segments of a path, or undefined where its percent-encoding is broken. */
export function segmentsOf(path: string): readonly string[] | undefined {
  try {
    return split(path).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

const split = (path: string): readonly string[] => path.split("/").slice(1);

const isParameter = (segment: string): boolean => /^\{.+\}$/.test(segment);

/** The earlier a path has words of its own, the more it says. */
const specificity = ({ segments }: Candidate): number =>
  segments.reduce((sum, segment) => sum * 2 + (isParameter(segment) ? 0 : 1), 0);

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((word, at) => (isParameter(word) ? segments[at] !== "" : word === segments[at]))
  );
}

function parameters(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> {
  const named = template.flatMap((word, at) =>
    isParameter(word) ? [[word.slice(1, -1), segments[at] ?? ""] as const] : [],
  );
  return Object.fromEntries(named);
}
