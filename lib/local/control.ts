// The control of the service on this machine: its clock, tokens for tests, and the issuer's keys.
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { type Clock, isWithinReach } from "./clock.ts";
import { durationMilliseconds } from "./duration.ts";
import { discovery, type Issuer } from "./issuer.ts";
import { jsonOrNothing } from "./kept-file.ts";
import { refuseOtherSites } from "./local-origin.ts";
import { type Answerer, answerJson, readBody } from "./local-server.ts";
import type { Run, Schedules } from "./schedules.ts";

const MAX_BODY_BYTES = 64 * 1024;

const moveSchema = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ by: z.string() }),
]);

export interface ControlParts {
  readonly clock: Clock;
  readonly schedules: Schedules;
  readonly issuer: Issuer;
}

/** Why a request to the control can't be done: a status, and a sentence that says what to send. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers `/clock`, `/tokens` and the issuer's discovery documents. */
export function control(parts: ControlParts): Answerer {
  return refuseOtherSites(async (request, response) => {
    try {
      const path = request.url?.split("?")[0];
      answerJson(response, 200, await answerTo(`${request.method} ${path}`, request, parts));
    } catch (error) {
      refuse(response, error);
    }
  });
}

async function answerTo(asked: string, request: IncomingMessage, parts: ControlParts) {
  const { clock, schedules, issuer } = parts;
  switch (asked) {
    case "GET /clock":
      return told(clock, []);
    case "POST /clock":
      return move(clock, schedules, await bodyOf(request));
    case "POST /tokens":
      return { token: await issuer.token(wishFrom(await bodyOf(request))) };
    case "GET /.well-known/openid-configuration":
      return discovery(issuer.issuer, `http://${request.headers.host}/.well-known/jwks.json`);
    case "GET /.well-known/jwks.json":
      return issuer.keys;
    default:
      throw new Refusal(
        404,
        "There is GET and POST /clock, POST /tokens, /.well-known/openid-configuration and /.well-known/jwks.json.",
      );
  }
}

async function move(clock: Clock, schedules: Schedules, body: unknown) {
  const instant = instantFrom(body);
  if (!isWithinReach(instant(clock.now()))) {
    throw new Refusal(400, "That is beyond the years 1970 to 9999.");
  }
  const ran = await schedules.moveTo(instant);
  if (ran === undefined) {
    throw new Refusal(
      409,
      `The clock says ${clock.now().toISOString()} and only moves on. Name a later instant, or start the service with --clock.`,
    );
  }
  return told(clock, ran);
}

const told = (clock: Clock, ran: readonly Run[]) => ({ now: clock.now(), ran });

function instantFrom(body: unknown): (now: Date) => Date {
  const wish = moveSchema.safeParse(body);
  if (!wish.success) {
    throw new Refusal(
      400,
      'Send {"to": an instant like "2026-11-23T09:00:00Z"} or {"by": a duration like "P3DT2H"}, one of them.',
    );
  }
  if ("to" in wish.data) {
    const to = new Date(wish.data.to);
    return () => to;
  }
  const by = durationMilliseconds(wish.data.by);
  if (by === undefined) {
    throw new Refusal(
      400,
      "Write the duration in weeks, days, hours, minutes and seconds, like “P1W”, “P3DT2H” or “PT30M”. A day is 24 hours; months and years have no fixed length.",
    );
  }
  return (now) => new Date(now.getTime() + by);
}

const wishSchema = z.looseObject({ claims: z.record(z.string(), z.unknown()).optional() });

function wishFrom(body: unknown): z.output<typeof wishSchema> {
  const wish = wishSchema.safeParse(body);
  if (wish.success) return wish.data;
  throw new Refusal(
    400,
    'Send a JSON object like {"sub": "staff-1", "roles": ["mash"]}; claims, expired, audience, issuer and key are optional.',
  );
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === undefined) throw new Refusal(413, "That is too long.");
  const value = jsonOrNothing(body.toString("utf8"));
  if (value === undefined) throw new Refusal(400, "The body is not JSON.");
  return value;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof Refusal)) console.error(error);
  const { status, message } =
    error instanceof Refusal
      ? error
      : new Refusal(500, `That failed: ${error instanceof Error ? error.message : "unknown"}`);
  answerJson(response, status, { status, detail: message });
}
