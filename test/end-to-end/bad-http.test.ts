// What is hardly HTTP: half requests, hanging ones, giant ones. The service answers or hangs up, and goes on.
import { connect } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { consultation } from "./consulting.ts";
import {
  expectNoEcho,
  expectProblem,
  MARK,
  storedTexts,
  testNothingIsLeft,
} from "./nothing-left.ts";
import { head, type RawOptions, sendRaw } from "./raw-http.ts";
import type { Answer } from "./service-client.ts";
import { useService } from "./use-service.ts";

const running = useService();
let before: string[] = [];
beforeAll(async () => {
  before = await storedTexts(running);
});

const KB = 1024;

/** Sends over one connection; answers the status of the first answer, 0 where there is none. */
async function statusOf(parts: readonly (string | Uint8Array)[], options?: RawOptions) {
  const [answer] = await sendRaw(running.service, parts, options);
  if (answer) expectNoEcho(answer);
  return answer?.status ?? 0;
}

const headersOf = (lines: readonly string[]): string[] => [
  `Authorization: Bearer ${running.service.addresses.tokens["link-social-worker"]}`,
  "Content-Type: application/json",
  `Idempotency-Key: ${MARK}`,
  ...lines,
];
const recordHead = (lines: readonly string[]) => head("POST /v1/consultations", headersOf(lines));
const body = JSON.stringify(consultation({ concern: `Mrs ${MARK} rang from 01632 960001.` }));

/** In chunks of a given size, as of HTTP/1.1. */
function chunked(text: string, size: number): string {
  const chunks: string[] = [];
  for (let start = 0; start < text.length; start += size) {
    const chunk = text.slice(start, start + size);
    chunks.push(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
  }
  return `${chunks.join("")}0\r\n\r\n`;
}

async function refusal(
  parts: readonly (string | Uint8Array)[],
  options?: RawOptions,
): Promise<Answer> {
  const [answer] = await sendRaw(running.service, parts, options);
  if (answer === undefined) throw new Error("There was no answer.");
  return answer;
}

/** Opens a connection, sends the parts and then nothing more; answers how to hang up. */
function hang(parts: readonly string[]): () => void {
  const { hostname, port } = new URL(running.service.addresses.api);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => {});
  for (const part of parts) socket.write(part);
  return () => socket.destroy();
}

describe("a request", () => {
  it("in chunks is read like any other", async () => {
    const parts = [recordHead(["Transfer-Encoding: chunked"]), chunked(body, 7)];
    expectProblem(await refusal(parts), "identifiers-found");
  });

  it("of 300 KB in chunks is too large", async () => {
    const long = MARK.repeat((300 * KB) / MARK.length);
    const parts = [recordHead(["Transfer-Encoding: chunked"]), chunked(long, 8 * KB)];
    expectProblem(await refusal(parts), "payload-too-large");
  });

  it("that announces 11 MB is refused before they come", async () => {
    const parts = [recordHead([`Content-Length: ${11 * KB * KB}`]), MARK];
    expectProblem(await refusal(parts), "payload-too-large");
  });

  it("of 11 MB in chunks is refused on the way", async () => {
    const chunk = chunked(MARK.repeat(100), 100 * MARK.length).replace(/0\r\n\r\n$/, "");
    const parts = [recordHead(["Transfer-Encoding: chunked"]), chunk.repeat(9_500)];
    expectProblem(await refusal(parts), "payload-too-large");
  });

  it("with gigantic headers is refused", async () => {
    const line = `X-Note: ${MARK.repeat(2_000)}`;
    expect(await statusOf([head("GET /v1/health", [line])])).toBe(431);
    const many = Array.from({ length: 3_000 }, (_, index) => `X-${index}: ${MARK}`);
    expect(await statusOf([head("GET /v1/health", many)])).toBe(431);
  });

  it("with a gigantic address is refused", async () => {
    expect(await statusOf([head(`GET /v1/${MARK.repeat(5_000)}`)])).toBe(431);
  });

  it.each<[string, () => string]>([
    ["is no HTTP", () => `${MARK}\r\n\r\n`],
    ["is TLS", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
    ["has NUL in a header", () => head("GET /v1/health", [`X-Note: ${MARK}\0`])],
    ["has a header without a colon", () => head("GET /v1/health", [MARK])],
    ["has a space in its address", () => head(`GET /v1/health ${MARK}`)],
    ["says its length twice", () => recordHead(["Content-Length: 2", "Content-Length: 3"])],
    [
      "says its length in two ways, as smugglers do",
      () => recordHead(["Content-Length: 6", "Transfer-Encoding: chunked"]) + chunked(body, KB),
    ],
    ["says a length that is none", () => recordHead([`Content-Length: ${MARK}`])],
    [
      "has a chunk whose size is none",
      () => `${recordHead(["Transfer-Encoding: chunked"])}${MARK}\r\n`,
    ],
    ["has no host", () => "GET /v1/health HTTP/1.1\r\n\r\n"],
  ])("that %s is refused", async (_, request) => {
    expect(await statusOf([request()])).toBe(400);
  });

  it("for another host's address, or through a tunnel, leads nowhere", async () => {
    expect([401, 404]).toContain(await statusOf([head(`GET http://${MARK}.org/v1/messages`)]));
    expect([0, 401, 404, 405]).toContain(await statusOf([head(`CONNECT ${MARK}.org:443`)]));
  });

  it("is answered behind another on the same connection", async () => {
    const get = head("GET /v1/health");
    const answers = await sendRaw(running.service, [get + get + get], { answers: 3 });
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe("a caller", () => {
  it("who hangs up in the middle of a second request leaves nothing", async () => {
    const half = `${recordHead([`Content-Length: ${body.length}`])}${body.slice(0, 100)}`;
    const answers = await sendRaw(running.service, [head("GET /v1/health") + half]);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  it("who hangs up before the end of the body or the headers leaves nothing", async () => {
    const length = `Content-Length: ${body.length}`;
    await statusOf([recordHead([length]), body.slice(0, -1)], { hangUp: true });
    await statusOf([recordHead([length]).slice(0, -4)], { hangUp: true });
    await statusOf(["P"], { hangUp: true });
  });

  it("who hangs keeps nobody else waiting", async () => {
    const half = [recordHead([`Content-Length: ${body.length}`]), body.slice(0, 9)];
    const hanging = Array.from({ length: 100 }, () => hang(half));
    expect(await statusOf([head("GET /v1/health")])).toBe(200);
    for (const hangUp of hanging) hangUp();
  });

  it("who is slow is listened to", async () => {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const slowly = body.match(/[\s\S]{1,100}/g) ?? [];
    const parts = [recordHead([length]), ...slowly];
    expectProblem(await refusal(parts, { pauseMilliseconds: 30 }), "identifiers-found");
  });
});

testNothingIsLeft(running, () => before);
