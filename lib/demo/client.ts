// Speaks to a running service as its people do: with a role's token, through HTTP, reading the inbox.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Role } from "../../lambda/http/roles.ts";
import type { ServiceAddresses } from "../local/service-addresses.ts";

/** The promise is two seconds; a busy machine gets five times that before the story fails. */
const MAIL_TRIES = 200;
const MAIL_PAUSE_MS = 50;

export interface Answer<Body> {
  readonly status: number;
  /** As the caller expects it; a step that finds it otherwise fails the story. */
  readonly body: Body;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly {
    filename: string;
    contentType: string;
    size: number;
    url: string;
  }[];
}

export interface Client {
  call<Body>(
    role: Role | undefined,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<Body>>;
  /** Waits for a mail to an address whose subject holds some words. */
  mail(to: string, subject: string): Promise<Mail>;
  /** Every mail to an address whose subject holds some words, newest first. */
  mailsTo(to: string, subject: string): Promise<readonly Mail[]>;
  /** What the service's clock says, RFC 3339. */
  now(): Promise<string>;
  /** Moves the service's clock on, e.g. by `P20D`. */
  moveClock(by: string): Promise<void>;
}

/** A client of the service at these addresses. */
export function clientOf({ api, inbox, control, tokens }: ServiceAddresses): Client {
  const mailsTo = async (to: string, subject: string): Promise<readonly Mail[]> => {
    const response = await fetch(`${inbox}/messages?to=${encodeURIComponent(to)}`);
    const mails: readonly Mail[] = JSON.parse(await response.text());
    return mails.filter((mail) => mail.subject.includes(subject));
  };
  return {
    mailsTo,

    async now() {
      const response = await fetch(`${control}/clock`);
      return JSON.parse(await response.text()).now;
    },

    async call(role, method, path, body) {
      const response = await fetch(new URL(path, api), {
        method,
        headers: {
          ...(role && { authorization: `Bearer ${tokens[role]}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          "idempotency-key": randomUUID(),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
      };
    },

    async mail(to, subject) {
      for (let tries = 0; tries < MAIL_TRIES; tries++) {
        const [found] = await mailsTo(to, subject);
        if (found) return found;
        await wait(MAIL_PAUSE_MS);
      }
      throw new Error(`No mail to ${to} about “${subject}” came.`);
    },

    async moveClock(by) {
      const response = await fetch(`${control}/clock`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ by }),
      });
      if (!response.ok) throw new Error(`The clock did not move: ${await response.text()}`);
    },
  };
}
