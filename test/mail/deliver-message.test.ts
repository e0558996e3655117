// From owed to proof of delivery: one request for each claim, whatever happens on the way.
import { describe, expect, it } from "vitest";
import type { SendMail } from "../../lambda/mail/deliver-message.ts";
import {
  DELIVERY_WAIT_SECONDS,
  EVIDENCE_WAIT_SECONDS,
  HELD_WAIT_SECONDS,
  LEASE_SECONDS,
  MAX_REFUSALS,
} from "../../lambda/messages/message.ts";
import { heldForAgency, messagesAbout } from "../../lambda/messages/table.ts";
import { agency } from "../agencies/register.ts";
import { monday, useService } from "../consultations/service.ts";

const service = useService();
const accepts = service.mailService;

const secondsLater = (seconds: number) =>
  new Date(Date.parse(monday) + seconds * 1000).toISOString();

async function owe(changes: object = {}) {
  service.setClock(monday);
  service.mailService = accepts;
  const { reference } = await service.record(changes);
  return {
    reference,
    state: async () => (await messagesAbout(service.database, reference))[0]?.state,
    message: async () => (await messagesAbout(service.database, reference))[0],
    mails: () => service.sent.filter(({ mail }) => mail.subject.includes(reference)),
  };
}

const answersWith = (outcome: Awaited<ReturnType<SendMail>>): SendMail => {
  return async (mail, tags) => {
    service.sent.push({ mail, tags });
    return outcome;
  };
};

describe("a message that is owed", () => {
  it("is sent once, to the mailbox of the register, and sent is not delivered", async () => {
    const form = await owe();
    await service.sweep();
    await service.sweep();
    expect(form.mails()).toHaveLength(1);
    expect(form.mails()[0]?.mail.to).toBe("safeguarding@school.example.org");
    expect(await form.state()).toBe("sent");
  });

  it("is sent once by many sweeps at the same time", async () => {
    const form = await owe();
    await Promise.all(Array.from({ length: 10 }, () => service.sweep()));
    expect(form.mails()).toHaveLength(1);
  });

  it("stores no address and no content", async () => {
    const form = await owe();
    await service.sweep();
    expect(JSON.stringify(await form.message())).not.toMatch(/@|hungry|breakfast/);
  });

  it("is tried again with growing pauses while the mail service certainly refuses, then a person decides", async () => {
    const form = await owe();
    service.mailService = answersWith({ outcome: "refused", error: "Throttling" });
    let after = 0;
    for (let tries = 0; tries < MAX_REFUSALS; tries++) {
      service.setClock(secondsLater(after - 1));
      await service.sweep();
      expect(form.mails()).toHaveLength(tries);
      service.setClock(secondsLater(after));
      await service.sweep();
      expect(form.mails()).toHaveLength(tries + 1);
      expect(await form.state()).toBe("owed");
      after += 60 * 2 ** tries;
    }
    service.setClock(secondsLater(after));
    await service.sweep();
    expect(await form.message()).toMatchObject({ state: "needs-attention", attention: "not-sent" });
  });

  it("waits for evidence when nobody knows what became of it, then one copy goes, then a person decides", async () => {
    const form = await owe();
    service.mailService = answersWith({ outcome: "unknown", error: "TimeoutError" });
    await service.sweep();
    const wait = LEASE_SECONDS + EVIDENCE_WAIT_SECONDS;
    service.setClock(secondsLater(wait - 1));
    await service.sweep();
    expect(form.mails()).toHaveLength(1);
    service.setClock(secondsLater(wait));
    await service.sweep();
    expect(form.mails().map(({ mail }) => mail.subject.endsWith(" (copy)"))).toEqual([false, true]);
    service.setClock(secondsLater(2 * wait));
    await service.sweep();
    expect(form.mails()).toHaveLength(2);
    expect(await form.message()).toMatchObject({ attention: "unknown-outcome" });
  });

  it("is settled by a report although the answer was lost", async () => {
    const form = await owe();
    service.mailService = answersWith({ outcome: "unknown", error: "TimeoutError" });
    await service.sweep();
    const [mail] = form.mails();
    if (mail) await service.report("Delivery", mail);
    service.setClock(secondsLater(3600));
    await service.sweep();
    expect(form.mails()).toHaveLength(1);
    expect(await form.state()).toBe("delivered");
  });

  it("keeps its lease when the sender dies, and no second copy goes before the evidence is due", async () => {
    const form = await owe();
    service.mailService = () => Promise.reject(new Error("killed"));
    await expect(service.sweep()).rejects.toThrow("killed");
    service.mailService = accepts;
    service.setClock(secondsLater(LEASE_SECONDS));
    await service.sweep();
    expect(form.mails()).toHaveLength(0);
    service.setClock(secondsLater(LEASE_SECONDS + EVIDENCE_WAIT_SECONDS));
    await service.sweep();
    expect(form.mails()).toHaveLength(1);
  });

  it("is held when its agency is not verified any more, and waits for nobody else", async () => {
    await service.enter(agency({ agencyId: "in-doubt" }));
    const form = await owe({ agencyId: "in-doubt" });
    await service.enter(agency({ agencyId: "in-doubt", verified: false }));
    await service.sweep();
    expect(form.mails()).toHaveLength(0);
    expect(await form.message()).toMatchObject({ state: "held", attempts: [] });
    expect(await heldForAgency(service.database, "in-doubt")).toHaveLength(1);
  });

  it("that is held looks by itself once a day, in case the verification missed it", async () => {
    await service.enter(agency({ agencyId: "just-verified", verified: false }));
    const form = await owe({ agencyId: "just-verified" });
    await service.enter(agency({ agencyId: "just-verified" }));
    service.setClock(secondsLater(HELD_WAIT_SECONDS - 1));
    await service.sweep();
    expect(await form.state()).toBe("held");
    service.setClock(secondsLater(HELD_WAIT_SECONDS));
    await service.sweep();
    expect(await form.state()).toBe("sent");
    expect(await heldForAgency(service.database, "just-verified")).toEqual([]);
  });

  it("needs a person when its agency was deactivated", async () => {
    await service.enter(agency({ agencyId: "closed-today" }));
    const form = await owe({ agencyId: "closed-today" });
    await service.enter(agency({ agencyId: "closed-today", active: false }));
    await service.sweep();
    expect(await form.message()).toMatchObject({ attention: "nobody-to-send-to" });
  });
});

describe("proof of delivery", () => {
  const sent = async () => {
    const form = await owe();
    await service.sweep();
    const [mail] = form.mails();
    if (mail === undefined) throw new Error("Nothing was sent.");
    return { ...form, report: (event: string) => service.report(event, mail), mail };
  };

  it("that does not come within an hour makes it somebody's job", async () => {
    const form = await sent();
    service.setClock(secondsLater(DELIVERY_WAIT_SECONDS - 1));
    await service.sweep();
    expect(await form.state()).toBe("sent");
    service.setClock(secondsLater(DELIVERY_WAIT_SECONDS));
    await service.sweep();
    expect(await form.message()).toMatchObject({
      state: "needs-attention",
      attention: "no-evidence",
    });
    await form.report("Delivery");
    expect(await form.state()).toBe("delivered");
  });

  it.each<[string[], string]>([
    [["Send"], "sent"],
    [["Delivery"], "delivered"],
    [["Delivery", "Send"], "delivered"],
    [["Delivery", "Delivery"], "delivered"],
    [["Delivery", "Bounce"], "bounced"],
    [["Bounce", "Delivery"], "bounced"],
    [["Delivery", "Complaint"], "complained"],
    [["Complaint", "Delivery"], "complained"],
    [["DeliveryDelay"], "delayed"],
    [["DeliveryDelay", "Delivery"], "delivered"],
    [["Reject"], "rejected"],
    [["Open", "Click", "Rendering Failure", "constructor"], "sent"],
  ])("by the reports %s makes it %s", async (events, state) => {
    const form = await sent();
    for (const event of events) await form.report(event);
    expect(await form.state()).toBe(state);
  });

  it("of another attempt, or of no message of ours, changes nothing", async () => {
    const form = await sent();
    const { mail, tags } = form.mail;
    await service.report("Bounce", { mail, tags: { ...tags, attempt: "somebody-else" } });
    await service.report("Bounce", { mail, tags: { ...tags, message: "unknown" } });
    expect(await form.state()).toBe("sent");
  });

  it("is taken when many reports come at once", async () => {
    const form = await sent();
    await Promise.all(["Send", "Delivery", "DeliveryDelay", "Delivery", "Send"].map(form.report));
    expect(await form.state()).toBe("delivered");
  });
});

describe("a message sent again by a person", () => {
  const resend = (messageId: string | undefined) =>
    service.call("POST", `/messages/${messageId}/resend`, { as: "manager", body: {} });

  it("is a copy of its own; only the last in the row can have another", async () => {
    const form = await owe();
    await service.sweep();
    const first = await form.message();
    service.setClock(secondsLater(60));
    const answer = await resend(first?.messageId);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ state: "owed", copy: true });
    expect((await resend(first?.messageId)).status).toBe(409);
    expect((await resend(String(answer.body?.messageId))).body?.detail).toMatch(/on its way/);
    await service.sweep();
    expect(form.mails()).toHaveLength(2);
    expect((await resend(String(answer.body?.messageId))).status).toBe(202);
  });

  it("does not exist when nobody owed it", async () => {
    expect((await resend("0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11")).status).toBe(404);
    expect((await resend("not-an-id")).status).toBe(404);
  });
});

describe("the list of messages", () => {
  const list = async (query: string) => {
    const { body } = await service.call("GET", `/messages${query}`, { as: "administrator" });
    return body as {
      items: { messageId: string; state: string; owedAt: string }[];
      nextCursor?: string;
    };
  };

  it("is newest first over all states, page by page, each message once", async () => {
    for (let count = 0; count < 7; count++) await owe();
    const whole = await list("?limit=200");
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `?limit=3${cursor ? `&cursor=${cursor}` : ""}`,
      );
      pages.push(...page.items.map(({ messageId }) => messageId));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(pages).toEqual(whole.items.map(({ messageId }) => messageId));
    const owedAt = whole.items.map((item) => item.owedAt);
    expect(owedAt).toEqual(owedAt.toSorted().toReversed());
  });

  it("can be one state's", async () => {
    const form = await owe({ withholdForm: { reasons: "It is about the reader." } });
    const { items } = await list("?state=withheld&limit=200");
    expect(items.map(({ messageId }) => messageId)).toContain((await form.message())?.messageId);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(["withheld"]));
  });
});
