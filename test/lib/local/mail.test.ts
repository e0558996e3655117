import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SESClient, SendRawEmailCommand, VerifyEmailIdentityCommand } from "@aws-sdk/client-ses";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inbox } from "../../../lib/local/inbox.ts";
import { type LocalServer, listen } from "../../../lib/local/local-server.ts";
import { deliverMailEvents } from "../../../lib/local/mail-event-delivery.ts";
import { mailService } from "../../../lib/local/mail-service.ts";
import { type MailStore, openMailStore, type PendingEvent } from "../../../lib/local/mail-store.ts";
import { mailReader } from "../../../lib/local/read-mail.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
const AT = "2026-11-23T10:15:00.000Z";

let folder: string;
let store: MailStore;
let service: LocalServer;
let page: LocalServer;
let ses: SESClient;
const toStop: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await newFolder();
  await open();
});
afterEach(async () => {
  for (const each of toStop.splice(0)) await each.stop();
  await close();
});
afterAll(() => vi.restoreAllMocks());

async function open(): Promise<void> {
  store = await openMailStore(folder);
  const clock = () => new Date(AT);
  const afterSending = () => {};
  service = await listen(
    0,
    mailService({ store, clock, configurationSets: ["local"], afterSending }),
  );
  let address = "";
  page = await listen(0, (request, response) =>
    inbox({ store, reader: mailReader(store), address })(request, response),
  );
  address = page.address;
  ses = new SESClient({
    endpoint: service.address,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

async function close(): Promise<void> {
  ses.destroy();
  await Promise.all([service.close(0), page.close(0)]);
}

const mime = (subject: string, to: string) =>
  [
    "From: No-names <no-names@authority.example>",
    `To: ${to}`,
    `Subject: ${subject}`,
    "Date: Mon, 23 Nov 2026 10:15:00 +0000",
    "Auto-Submitted:",
    " auto-generated",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="outer"',
    "",
    "--outer",
    'Content-Type: multipart/alternative; boundary="inner"',
    "",
    "--inner",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("Größe in words").toString("base64"),
    "--inner",
    "Content-Type: text/html; charset=utf-8",
    "",
    "<!doctype html><html><head><title>x</title></head><body><p>In words</p><script>alert(1)</script></body></html>",
    "--inner--",
    "--outer",
    "Content-Type: application/pdf",
    'Content-Disposition: attachment; filename="a form.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("%PDF-1.7 …").toString("base64"),
    "--outer--",
    "",
  ].join("\r\n");

const send = (to: string, subject = "consultation") =>
  ses.send(
    new SendRawEmailCommand({
      Source: "No-names <no-names@authority.example>",
      Destinations: [to],
      RawMessage: { Data: Buffer.from(mime(subject, to)) },
      ConfigurationSetName: "local",
      Tags: [{ Name: "attempt", Value: "token-1" }],
    }),
  );

const told = async (query = "") => (await fetch(`${page.address}/messages${query}`)).json();

describe("the mail service", () => {
  it("keeps a mail, with all its parts, before it answers", async () => {
    const { MessageId } = await send("dsl@school.example.org");
    const [kept] = await readdir(folder);
    expect(kept).toContain(MessageId);
    expect(await readFile(join(folder, kept ?? "", "mail.eml"), "latin1")).toBe(
      mime("consultation", "dsl@school.example.org"),
    );
  });

  it("still has every mail after a new start, and passes over what a kill left unfinished", async () => {
    await send("one@a.example.org");
    await send("two@a.example.org");
    await writeFile(join(folder, ".unfinished-x"), "");
    await close();
    await open();
    await send("three@a.example.org");
    const mails = (await told()) as { to: string }[];
    expect(mails.map(({ to }) => to)).toEqual([
      "three@a.example.org",
      "two@a.example.org",
      "one@a.example.org",
    ]);
    expect(await readdir(folder)).toHaveLength(3);
  });

  it("leaves a damaged mail where it is and starts all the same", async () => {
    await send("one@a.example.org");
    const [kept = ""] = await readdir(folder);
    await writeFile(join(folder, kept, "about.json"), "{");
    vi.spyOn(console, "error").mockImplementationOnce(() => {});
    await close();
    await open();
    expect(await told()).toEqual([]);
    expect(await readdir(folder)).toEqual([kept]);
  });

  it.each([
    [
      "an unknown configuration set",
      { ConfigurationSetName: "other" },
      "ConfigurationSetDoesNotExistException",
    ],
    ["a tag SES would not take", { Tags: [{ Name: "a b", Value: "c" }] }, "InvalidParameterValue"],
    ["a recipient without a domain", { Destinations: ["dsl"] }, "InvalidParameterValue"],
    ["no mail in it", { RawMessage: { Data: new Uint8Array() } }, "ValidationError"],
  ])("refuses %s as SES does, and keeps nothing", async (_, wrong, name) => {
    const input = {
      Source: "a@b.example",
      Destinations: ["dsl@school.example.org"],
      RawMessage: { Data: Buffer.from(mime("x", "dsl@school.example.org")) },
      ...wrong,
    };
    await expect(ses.send(new SendRawEmailCommand(input))).rejects.toMatchObject({ name });
    expect(await readdir(folder)).toEqual([]);
  });

  it("refuses an action it does not know instead of hanging", async () => {
    const verify = new VerifyEmailIdentityCommand({ EmailAddress: "a@b.example" });
    await expect(ses.send(verify)).rejects.toMatchObject({ name: "InvalidAction" });
  });
});

describe("the inbox tells", () => {
  it("of a mail all that is in it, newest first", async () => {
    await send("dsl@school.example.org", "first");
    await send("dsl@school.example.org", "second");
    const [second, first] = (await told("?to=DSL@school.example.org")) as object[];
    expect(first).toMatchObject({ subject: "first" });
    expect(second).toEqual({
      to: "dsl@school.example.org",
      subject: "second",
      text: "Größe in words",
      html: expect.stringContaining("<p>In words</p>"),
      attachments: [
        {
          filename: "a form.pdf",
          contentType: "application/pdf",
          size: Buffer.byteLength("%PDF-1.7 …"),
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//),
        },
      ],
      headers: expect.objectContaining({ subject: "second", "auto-submitted": "auto-generated" }),
      at: AT,
    });
  });

  it("of one address alone", async () => {
    await send("a@school.example.org");
    await send("b@school.example.org");
    expect(await told("?to=a@school.example.org")).toMatchObject([{ to: "a@school.example.org" }]);
    expect(await told("?to=c@school.example.org")).toEqual([]);
  });

  it("where an attachment is, which can be downloaded", async () => {
    await send("dsl@school.example.org");
    const [mail] = (await told()) as { attachments: { url: string }[] }[];
    const response = await fetch(mail?.attachments[0]?.url ?? "");
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toContain("a%20form.pdf");
    expect(await response.text()).toBe("%PDF-1.7 …");
  });
});

describe("the inbox's page", () => {
  const get = (path: string, headers = {}) => fetch(`${page.address}${path}`, { headers });

  it("lists mails and shows the latest, its HTML in a frame that runs nothing", async () => {
    await send("dsl@school.example.org", "<b>bold</b> & more");
    const shown = await (await get("/")).text();
    expect(shown).toContain("&lt;b&gt;bold&lt;/b&gt; &amp; more");
    expect(shown).not.toContain("<b>bold</b>");
    const frame = /<iframe src="([^"]+)"[^>]*sandbox="([^"]*)"/.exec(shown);
    expect(frame?.[2]).not.toMatch(/allow-scripts|allow-same-origin|allow-forms/);
    const mail = await get(frame?.[1] ?? "");
    expect(mail.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'.*sandbox allow-popups allow-popups-to-escape-sandbox$/,
    );
    expect(await mail.text()).toContain('<head><base target="_blank">');
  });

  it("says so when there is nothing", async () => {
    expect(await (await get("/")).text()).toContain("No mail yet");
    expect(await (await get("/?to=x@y.example")).text()).toContain("Nothing was sent to");
  });

  it.each([
    "/mail/nothing",
    "/messages/nothing/attachments/1/x",
    "/../mail.eml",
    "/mail/..%2f..%2f/html",
  ])("finds nothing at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("answers no other web site", async () => {
    expect((await get("/messages", { Origin: "https://evil.example" })).status).toBe(403);
  });
});

describe("the fate of a mail", () => {
  const seen: PendingEvent[] = [];
  beforeEach(() => {
    seen.length = 0;
  });
  const take = async (event: PendingEvent) => {
    seen.push(event);
  };
  const kinds = () => seen.map((event) => event["detail-type"]);
  const deliver = (how: (event: PendingEvent) => Promise<void> = take) => {
    const delivery = deliverMailEvents(store, how);
    toStop.push(delivery);
    return delivery;
  };

  it.each([
    ["dsl", ["Email Sent", "Email Delivered"]],
    ["bounce", ["Email Sent", "Email Bounced"]],
    ["bounce+2", ["Email Sent", "Email Bounced"]],
    ["complaint", ["Email Sent", "Email Complaint Received"]],
    ["delay", ["Email Sent", "Email Delivery Delayed"]],
    ["reject", ["Email Rejected"]],
    ["silent", []],
  ])("to %s@… is reported as %j", async (local, expected) => {
    await send(`${local}@school.example.org`);
    await deliver().settle();
    expect(kinds()).toEqual(expected);
  });

  it("is reported as SES reports it, with the tags that were sent", async () => {
    const { MessageId } = await send("bounce@school.example.org");
    await deliver().settle();
    expect(seen[1]).toMatchObject({
      version: "0",
      "detail-type": "Email Bounced",
      source: "aws.ses",
      region: "eu-west-2",
      time: "2026-11-23T10:15:00Z",
      detail: {
        eventType: "Bounce",
        bounce: {
          bounceType: "Permanent",
          bouncedRecipients: [{ emailAddress: "bounce@school.example.org" }],
        },
        mail: {
          messageId: MessageId,
          destination: ["bounce@school.example.org"],
          tags: { attempt: ["token-1"], "ses:configuration-set": ["local"] },
        },
      },
    });
  });

  it("is still reported after a kill, and once more at most where the kill came between", async () => {
    await send("one@school.example.org");
    await send("bounce@school.example.org");
    const killed = deliver(async (event) => {
      if (seen.push(event) === 2) await new Promise(() => {});
    });
    await vi.waitFor(() => expect(seen).toHaveLength(2));
    void killed;
    toStop.length = 0;
    await close();
    await open();
    await deliver().settle();
    expect(kinds()).toEqual([
      "Email Sent",
      "Email Delivered",
      "Email Delivered",
      "Email Sent",
      "Email Bounced",
    ]);
    await deliver().settle();
    expect(seen).toHaveLength(5);
  });

  it("is reported again while nobody takes the report, and the next one waits its turn", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await send("dsl@school.example.org");
    let failures = 0;
    await deliver(async (event) => {
      if (failures++ < 2) throw new Error("expected by this test");
      await take(event);
    }).settle();
    expect(kinds()).toEqual(["Email Sent", "Email Delivered"]);
  });
});
