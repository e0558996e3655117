// Writes bytes to the service as no well-behaved client would, and reads what comes back.
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { RunningService } from "./running-service.ts";
import { type Answer, answerOf } from "./service-client.ts";

/** Longer than the service waits for the rest of a request. */
const PATIENCE_MS = 60_000;

const HEAD_END = "\r\n\r\n";

export interface RawOptions {
  /** How many answers to wait for before hanging up; one where left out. */
  readonly answers?: number;
  /** Whether to hang up as soon as everything is written. */
  readonly hangUp?: boolean;
  /** How long to wait after each part. */
  readonly pauseMilliseconds?: number;
}

/** Sends the parts one after the other over one connection; answers those that came back whole. */
export function sendRaw(
  { addresses }: Pick<RunningService, "addresses">,
  parts: readonly (string | Uint8Array)[],
  { answers = 1, hangUp = false, pauseMilliseconds = 0 }: RawOptions = {},
): Promise<Answer[]> {
  const { hostname, port } = new URL(addresses.api);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let received = Buffer.alloc(0);
    const settle = () => {
      socket.destroy();
      resolve(wholeAnswers(received));
    };
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy();
      reject(new Error("The service left a connection without an answer."));
    });
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (wholeAnswers(received).length >= answers) settle();
    });
    socket.on("close", settle);
    // The service may cut off a sender; what it said before is what counts.
    socket.on("error", () => {});
    void writeAll(socket, parts, pauseMilliseconds).then(() => {
      if (hangUp) settle();
    });
  });
}

async function writeAll(
  socket: ReturnType<typeof connect>,
  parts: readonly (string | Uint8Array)[],
  pauseMilliseconds: number,
): Promise<void> {
  for (const part of parts) {
    await new Promise((written) => socket.write(part, written));
    await wait(pauseMilliseconds);
  }
}

/** A request's head: its first line and header lines, with `Host` before them. */
export function head(firstLine: string, lines: readonly string[] = []): string {
  return `${[`${firstLine} HTTP/1.1`, "Host: 127.0.0.1", ...lines].join("\r\n")}${HEAD_END}`;
}

/** The answers that are there from the first to the last byte. */
function wholeAnswers(received: Buffer): Answer[] {
  const found: Answer[] = [];
  let rest = received;
  for (;;) {
    const end = rest.indexOf(HEAD_END);
    if (end < 0) return found;
    const [firstLine = "", ...lines] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const headers = Object.fromEntries(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const bodyEnd = end + HEAD_END.length + Number(headers["content-length"] ?? 0);
    if (rest.length < bodyEnd) return found;
    const status = Number(firstLine.split(" ")[1]);
    found.push(answerOf(status, headers, rest.subarray(end + HEAD_END.length, bodyEnd)));
    rest = rest.subarray(bodyEnd);
  }
}
