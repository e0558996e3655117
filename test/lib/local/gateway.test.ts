import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { FunctionName } from "../../../lambda/http/contract.ts";
import { type Operation, operation } from "../../../lambda/http/contract.ts";
import type { HttpFunction } from "../../../lambda/http/http-function.ts";
import type { HttpEvent } from "../../../lambda/http/request.ts";
import { gateway, unreadableRequest } from "../../../lib/local/gateway.ts";
import { type LocalServer, listen } from "../../../lib/local/local-server.ts";

const described = { tag: "", summary: "", description: "", answers: {}, problems: [] };
const operations: readonly Operation[] = [
  operation({
    ...described,
    id: "read-agency",
    method: "GET",
    path: "/agencies/{agencyId}",
    roles: ["mash"],
    runsIn: "agencies",
  }),
  operation({
    ...described,
    id: "read-latest",
    method: "GET",
    path: "/agencies/latest",
    roles: ["mash"],
    runsIn: "messages",
  }),
  operation({
    ...described,
    id: "put-agency",
    method: "PUT",
    path: "/agencies/{agencyId}",
    roles: ["administrator"],
    runsIn: "agencies",
  }),
  operation({
    ...described,
    id: "read-health",
    method: "GET",
    path: "/health",
    atRoot: true,
    roles: "public",
    runsIn: "pages",
  }),
];

/** What the functions were given, and what the next one answers. */
const calls: { name: FunctionName; event: HttpEvent }[] = [];
let answer: HttpFunction;
beforeEach(() => {
  calls.length = 0;
  answer = async () => ({ statusCode: 200, body: "{}" });
});

const called =
  (name: FunctionName): HttpFunction =>
  (event, context) => {
    calls.push({ name, event });
    return answer(event, context);
  };

const claims = {
  sub: "staff-1",
  roles: ["mash", "manager"],
  exp: 1_795_000_000,
  email_verified: true,
};

let server: LocalServer;
beforeAll(async () => {
  server = await listen(
    0,
    gateway({
      operations,
      functions: {
        agencies: called("agencies"),
        consultations: called("consultations"),
        documents: called("documents"),
        filings: called("filings"),
        messages: called("messages"),
        pages: called("pages"),
        procedures: called("procedures"),
        referrals: called("referrals"),
        screening: called("screening"),
        statistics: called("statistics"),
      },
      authorize: async (header) =>
        header === "Bearer good" ? { claims } : { refusal: "The access token has expired." },
      clock: () => new Date("2026-11-23T10:15:00Z"),
    }),
    unreadableRequest,
  );
});
afterAll(() => server.close(0));

const signedIn = { Authorization: "Bearer good" };
const ask = (path: string, init: RequestInit = {}) => fetch(`${server.address}${path}`, init);

async function eventOf(path: string, init: RequestInit = {}): Promise<HttpEvent> {
  await ask(path, { ...init, headers: { ...signedIn, ...init.headers } });
  const [call] = calls;
  if (call === undefined) throw new Error("No function was called.");
  return call.event;
}

/** Sends bytes as they are; answers what came back until the server hung up. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  socket.write(text);
  let got = "";
  socket.on("data", (chunk) => {
    got += chunk;
  });
  await once(socket, "close");
  return got;
}

describe("an event", () => {
  it("has the shape of API Gateway's payload format 2.0", async () => {
    const event = await eventOf("/v1/agencies/st-example?area=north&area=south&x=a%20b+c");
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "GET /v1/agencies/{agencyId}",
      rawPath: "/v1/agencies/st-example",
      rawQueryString: "area=north&area=south&x=a%20b+c",
      queryStringParameters: { area: "north,south", x: "a b c" },
      pathParameters: { agencyId: "st-example" },
      isBase64Encoded: false,
      requestContext: {
        http: {
          method: "GET",
          path: "/v1/agencies/st-example",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
        },
        stage: "$default",
        routeKey: "GET /v1/agencies/{agencyId}",
        time: "23/Nov/2026:10:15:00 +0000",
        timeEpoch: Date.parse("2026-11-23T10:15:00Z"),
      },
    });
    expect(event).not.toHaveProperty("body");
    expect(event).not.toHaveProperty("cookies");
  });

  it("has the claims as strings, and lists as “[a b]”", async () => {
    const { jwt } = (await eventOf("/v1/agencies/a")).requestContext.authorizer;
    expect(jwt).toEqual({
      claims: {
        sub: "staff-1",
        roles: "[mash manager]",
        exp: "1795000000",
        email_verified: "true",
      },
      scopes: null,
    });
  });

  it("has its headers in lower case, repeated ones joined, and cookies apart", async () => {
    await sendRaw(
      "GET /v1/agencies/a HTTP/1.1\r\nHost: x\r\nAUTHORIZATION: Bearer good\r\nX-One: a\r\nx-one: b\r\nCookie: c=1; d=2\r\nConnection: close\r\n\r\n",
    );
    const [call] = calls;
    expect(call?.event.headers).toMatchObject({ "x-one": "a,b", authorization: "Bearer good" });
    expect(call?.event.headers).not.toHaveProperty("cookie");
    expect(call?.event.headers).not.toHaveProperty("connection");
    expect(call?.event.cookies).toEqual(["c=1", "d=2"]);
  });

  it.each([
    ["application/json", "é", { body: "é", isBase64Encoded: false }],
    ["application/json; charset=utf-8", "é", { body: "é", isBase64Encoded: false }],
    ["text/csv", "é", { body: "é", isBase64Encoded: false }],
    ["application/x-www-form-urlencoded", "é", { body: "w6k=", isBase64Encoded: true }],
    ["application/merge-patch+json", "é", { body: "w6k=", isBase64Encoded: true }],
    // Not UTF-8: the function is to see that.
    ["application/json", new Uint8Array([0xe9]), { body: "6Q==", isBase64Encoded: true }],
  ])("holds a body of %s as API Gateway does", async (type, body, expected) => {
    const init = { method: "PUT", body, headers: { "Content-Type": type } };
    expect(await eventOf("/v1/agencies/a", init)).toMatchObject(expected);
  });

  it("has the path's parameters decoded, slashes and NUL included", async () => {
    const event = await eventOf("/v1/agencies/a%2Fb%00%C3%A9");
    expect(event.pathParameters).toEqual({ agencyId: "a/b\0é" });
  });
});

describe("a route", () => {
  it("with a word of its own wins over one with a parameter", async () => {
    await eventOf("/v1/agencies/latest");
    expect(calls[0]?.name).toBe("messages");
  });

  it("that answers at the root too does so", async () => {
    expect((await ask("/health")).status).toBe(200);
    expect((await ask("/v1/health")).status).toBe(200);
    expect(calls.map(({ event }) => event.routeKey)).toEqual(["GET /health", "GET /v1/health"]);
    expect(calls[0]?.event.requestContext).not.toHaveProperty("authorizer");
  });

  it.each([
    ["GET", "/v1/nothing"],
    ["DELETE", "/v1/agencies/a"],
    ["GET", "/agencies/a"],
    ["GET", "/v1/agencies/"],
    ["GET", "/v1/agencies/a/"],
    ["GET", "//v1/agencies/a"],
    ["POST", "/health"],
    ["HEAD", "/health"],
    ["OPTIONS", "/v1/agencies/a"],
  ])(
    "is not found for %s %s: the default one needs sign-in, and takes no method for another",
    async (method, path) => {
      const override = { "X-HTTP-Method-Override": "GET" };
      expect((await ask(path, { method, headers: override })).status).toBe(401);
      await ask(path, { method, headers: { ...signedIn, ...override } });
      expect(calls).toMatchObject([{ name: "pages", event: { routeKey: "$default" } }]);
    },
  );
});

describe("a refusal of the gateway", () => {
  const problem = async (response: Response) => ({
    status: response.status,
    type: response.headers.get("content-type"),
    body: await response.json(),
  });

  it("for want of a token is a problem like the functions'", async () => {
    const response = await ask("/v1/agencies/a");
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await problem(response)).toMatchObject({
      status: 401,
      type: "application/problem+json",
      body: { type: "/problems/not-signed-in", status: 401, instance: expect.any(String) },
    });
    expect(calls).toEqual([]);
  });

  it("for broken percent-encoding is a problem", async () => {
    expect(await problem(await ask("/v1/agencies/%E0%A4%A"))).toMatchObject({
      status: 400,
      body: { type: "/problems/malformed-request" },
    });
  });

  it("of a body beyond 10 MB comes before the body has", async () => {
    const got = await sendRaw(
      `PUT /v1/agencies/a HTTP/1.1\r\nHost: x\r\nContent-Length: ${11 * 1024 * 1024}\r\n\r\nabc`,
    );
    expect(got).toMatch(/^HTTP\/1.1 413 /);
    expect(got).toContain("/problems/payload-too-large");
  });

  it("of a body of no announced length comes once it is too long", async () => {
    const chunk = Buffer.alloc(1024 * 1024, "a");
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    const init = { method: "PUT", body: endless, duplex: "half", headers: signedIn } as RequestInit;
    expect((await ask("/v1/agencies/a", init)).status).toBe(413);
  });

  it("of what is no HTTP is a problem too", async () => {
    const got = await sendRaw("HELO there\r\n\r\n");
    expect(got).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(got).toContain("/problems/malformed-request");
  });
});

describe("an answer of a function", () => {
  it("becomes the response, with its headers and cookies", async () => {
    answer = async () => ({
      statusCode: 201,
      headers: { "Content-Type": "text/plain", Location: "/v1/x" },
      cookies: ["a=1", "b=2"],
      body: "é",
    });
    const response = await ask("/health");
    expect(response.status).toBe(201);
    expect(response.headers.get("location")).toBe("/v1/x");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.text()).toBe("é");
  });

  it("in base64 comes as its bytes", async () => {
    answer = async () => ({ statusCode: 200, body: "AAH/", isBase64Encoded: true });
    const response = await ask("/health");
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 1, 255]);
  });

  it("that fails is API Gateway's 500", async () => {
    vi.spyOn(console, "error").mockImplementationOnce(() => {});
    answer = async () => {
      throw new Error("expected by this test");
    };
    const response = await ask("/health");
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: "Internal Server Error" });
  });
});

describe("closing", () => {
  it("lets a request in hand end and takes no new one", async () => {
    const own = await listen(0, async (_, response) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      response.end("done");
    });
    const inHand = fetch(own.address);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await own.close(60_000);
    expect(await (await inHand).text()).toBe("done");
    await expect(fetch(own.address)).rejects.toThrow();
  });

  it("cuts off what hangs", async () => {
    const own = await listen(0, () => new Promise(() => {}));
    const hanging = fetch(own.address);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await own.close(50);
    await expect(hanging).rejects.toThrow();
  });

  it("is refused a port that is in use, in plain words", async () => {
    await expect(listen(server.port, async () => {})).rejects.toThrow(/in use.*--port/);
  });
});
