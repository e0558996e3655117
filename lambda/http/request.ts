// What an operation is given, and how it is implemented.
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from "aws-lambda";
import type * as z from "zod";
import type { Read } from "../tables/database.ts";
import type { Item } from "../tables/definition.ts";
import type { TransactItem, TransactOutcome } from "../tables/transact.ts";
import type { Operation } from "./contract.ts";
import type { FieldError, Problem } from "./problem.ts";
import type { Reply } from "./reply.ts";
import type { Person } from "./roles.ts";

export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

type PersonBy<Roles> = Roles extends "public" ? undefined : Person;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A request whose caller is known and permitted, and whose parts are parsed. */
export interface Request<O extends Operation = Operation> {
  readonly requestId: string;
  /** When the request came, by the service's clock. */
  readonly at: Date;
  /** Nobody, for a public operation. */
  readonly person: PersonBy<O["roles"]>;
  readonly parameters: Parsed<O["parameters"]>;
  /** The path's parameters as they were written, decoded. */
  readonly writtenParameters: Readonly<Record<string, string>>;
  readonly query: Parsed<O["query"]>;
  readonly body: Parsed<O["body"]>;
  /** The media type to answer in, one of those the contract names for success. */
  readonly mediaType: string;
  /**
   * Reads items together with the request's own entry, and ends the request where it was answered
   * before. An operation that remembers its answer reads through this first of all.
   */
  read(reads: readonly Read[]): Promise<readonly (Item | undefined)[]>;
  /**
   * Writes the items and remembers the reply, all or nothing. Answers the reply, or what was refused.
   */
  commit<R extends string>(
    reply: Reply,
    items: readonly TransactItem<R>[],
  ): Promise<TransactOutcome<R>>;
}

export interface Implementation<O extends Operation = Operation> {
  readonly operation: O;
  /** A refusal that comes as soon as the body is JSON, whatever else is wrong with it. */
  readonly refuseAtOnce?: (body: unknown, at: Date) => Problem | undefined;
  /** A refusal of the operation as such, whatever the body says; after a replay. */
  readonly refuseAll?: (at: Date) => Problem | undefined;
  /** Field errors beyond the schema's, of a body that may be of any shape. */
  readonly check?: (body: unknown, at: Date) => readonly FieldError[];
  handle(request: Request<O>): Promise<Reply>;
}

/** Everything the stack knows of a request under way; middleware fills it from top to bottom. */
export interface Exchange {
  at: Date;
  startedAt: number;
  implementation?: Implementation;
  person?: Person;
  body?: unknown;
  mediaType: string;
}

export interface ExchangeContext extends Context {
  exchange: Exchange;
}

/** Ties an implementation to its contract; the stack handles them all alike. */
export function implement<O extends Operation>(implementation: Implementation<O>): Implementation {
  return implementation;
}
