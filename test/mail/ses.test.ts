// The mail service: one request for each mail, and an honest word on what came of it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { sesClient, sesMail } from "../../lambda/mail/ses.ts";

let server: Server | undefined;
afterEach(() => server?.close());

async function sendTo(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const bodies: string[] = [];
  const answering = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      bodies.push(body);
      answer(request, response);
    });
  });
  server = answering;
  await new Promise<void>((resolve) => answering.listen(0, "127.0.0.1", resolve));
  const { port } = answering.address() as AddressInfo;
  const outcome = await send(`http://127.0.0.1:${port}`);
  answering.closeAllConnections();
  return { outcome, bodies };
}

function send(endpoint: string, requestTimeout = 500) {
  const client = sesClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: { requestTimeout, throwOnRequestTimeout: true },
  });
  return sesMail({ from: "no-names@authority.test", configurationSet: "no-names", client })(
    {
      to: "safeguarding@school.example.org",
      subject: "OFFICIAL-SENSITIVE: consultation NNC-0000-0000-0000",
      letter: { title: "A title", from: "A council", blocks: [] },
    },
    { message: "the-message", attempt: "the-attempt" },
    new Date(),
  );
}

const accepted =
  '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>';
const error = (code: string) =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

describe("one mail", () => {
  it("is one request with configuration set, tags and the one recipient", async () => {
    const { outcome, bodies } = await sendTo((_, response) => response.end(accepted));
    expect(outcome).toEqual({ outcome: "accepted" });
    expect(bodies).toHaveLength(1);
    const sent = new URLSearchParams(bodies[0]);
    expect(sent.get("ConfigurationSetName")).toBe("no-names");
    expect(sent.get("Destinations.member.1")).toBe("safeguarding@school.example.org");
    expect([...sent].filter(([name]) => name.startsWith("Tags")).map(([, value]) => value)).toEqual(
      ["message", "the-message", "attempt", "the-attempt"],
    );
  });

  it.each([
    ["a throttle", 400, "Throttling"],
    ["a rejected mail", 400, "MessageRejected"],
  ])("answered with %s was certainly not sent, and is not repeated", async (_, status, code) => {
    const { outcome, bodies } = await sendTo((_request, response) => {
      response.writeHead(status, { "content-type": "text/xml" }).end(error(code));
    });
    expect(outcome.outcome).toBe("refused");
    expect(bodies).toHaveLength(1);
  });

  it("answered with a failure of the service may have been sent", async () => {
    const { outcome, bodies } = await sendTo((_, response) => response.writeHead(500).end());
    expect(outcome.outcome).toBe("unknown");
    expect(bodies).toHaveLength(1);
  });

  it("that is never answered may have been sent", async () => {
    const { outcome, bodies } = await sendTo(() => {});
    expect(outcome.outcome).toBe("unknown");
    expect(bodies).toHaveLength(1);
  });

  it("whose connection breaks after the request may have been sent", async () => {
    const { outcome, bodies } = await sendTo((request) => request.socket.destroy());
    expect(outcome.outcome).toBe("unknown");
    expect(bodies).toHaveLength(1);
  });

  it("that reached nobody was certainly not sent", async () => {
    expect((await send("http://127.0.0.1:1")).outcome).toBe("refused");
  });
});
