// What the servers on this machine share: listening on 127.0.0.1, reading bodies, answering, closing.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { CannotStart } from "./cannot-start.ts";

/** API Gateway waits no longer for an integration, and a person no longer for a page. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than clients keep idle connections, so that they and not we close them. */
const KEEP_ALIVE_MS = 65_000;
/** A sender who is refused in the middle of a body has this long to notice before it is cut off. */
const LINGER_MS = 2_000;
const HANG_UP_EVERY_MS = 20;

export type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface LocalServer {
  readonly address: string;
  readonly port: number;
  /** Takes no new request, lets those in hand end within the time, and then cuts them off. */
  close(withinMilliseconds: number): Promise<void>;
}

/**
 * Listens on 127.0.0.1. Port 0 is any free one.
 * @throws CannotStart when the port is taken or not allowed.
 */
export async function listen(
  port: number,
  answer: Answerer,
  onUnreadable?: (status: number) => string,
): Promise<LocalServer> {
  const server = createServer({
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.on("request", (request, response) => void settle(answer, request, response));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
    const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ""];
    socket.end(onUnreadable?.(status ?? 400) ?? `HTTP/1.1 ${status ?? 400} \r\n\r\n`);
  });
  await bound(server, port);
  const bind = server.address();
  const taken = typeof bind === "object" && bind ? bind.port : port;
  return {
    address: `http://127.0.0.1:${taken}`,
    port: taken,
    close: (within) => close(server, within),
  };
}

function bound(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(notBound(port, cause)));
    server.listen(port, "127.0.0.1", resolve);
  });
}

function notBound(port: number, cause: NodeJS.ErrnoException): CannotStart {
  const why =
    cause.code === "EADDRINUSE"
      ? `Port ${port} is in use by another program`
      : cause.code === "EACCES"
        ? `Port ${port} may not be used by this user`
        : `Port ${port} can't be used (${cause.code})`;
  return new CannotStart(`${why}. Choose another with --port, or stop what uses it.`, { cause });
}

async function settle(
  answer: Answerer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A caller who hangs up is no failure of ours.
  request.on("error", () => {});
  response.on("error", () => {});
  try {
    await answer(request, response);
  } catch (error) {
    if (error instanceof HungUp) return;
    console.error(error);
    if (!response.headersSent) response.writeHead(500).end();
    else response.destroy();
  }
}

function close(server: Server, withinMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), withinMilliseconds);
    // A connection whose request has just ended waits for another one, unless it is closed.
    const hangUp = setInterval(() => server.closeIdleConnections(), HANG_UP_EVERY_MS);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(hangUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/**
 * The body, or undefined as soon as it is longer than it may be. The rest of a longer one is passed
 * over, so that the refusal can be read, but only for a moment.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuse = () => {
      chunks.length = 0;
      request.removeAllListeners("data").resume();
      setTimeout(() => request.destroy(), LINGER_MS).unref();
      resolve(undefined);
    };
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) return refuse();
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) refuse();
      else chunks.push(chunk);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("close", () => reject(new HungUp("The caller hung up.")));
  });
}

/** The caller went away before the whole request had come. */
export class HungUp extends Error {
  override readonly name = "HungUp";
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response
    .writeHead(status, {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
    })
    .end(body);
}
