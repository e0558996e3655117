// Kills the service with −9 while people use it, again and again, and lists every promise that it broke.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { recordedSchema } from "../../lambda/consultations/contract.ts";
import { messageAnswerSchema } from "../../lambda/messages/contract.ts";
import { consultation, deliveries, enterAgency } from "./consulting.ts";
import { end, type RunningService } from "./running-service.ts";
import { type Answer, clientOf, type ServiceClient } from "./service-client.ts";
import { everythingStored } from "./stored.ts";

export interface KillPlan {
  readonly rounds: number;
  /** How many consultations people try to record in a round. */
  readonly consultations: number;
  /** Chooses when and what is killed: the same seed, the same choices. */
  readonly seed: number;
  /** Told what happens. */
  readonly say?: (line: string) => void;
}

export interface KillReport {
  readonly asked: number;
  /** Requests whose answer came before a kill. */
  readonly answered: number;
  /** Mails without and with “(copy)”. */
  readonly mails: number;
  readonly copies: number;
  /** Each broken promise in a sentence; empty where all were kept. */
  readonly broken: readonly string[];
}

/** People at work side by side. */
const PEOPLE = 6;
/** So many of the first forms are asked for again in a round. */
const COPIES = 2;
/** A kill comes this soon after they started, and no later than that. */
const SOONEST_KILL_MS = 20;
const LATEST_KILL_MS = 400;
/** Within this time a start can be interrupted at any of its steps. */
const LATEST_INTERRUPTION_MS = 900;
/** Leases, waits for evidence, and the hour until somebody has to look, several times over. */
const LONG_AFTER = "P1D";

/** One request that is repeated with its key until it is answered, and what it was answered first. */
interface Wish {
  readonly key: string;
  readonly address: string;
  readonly body: unknown;
  /** The reference recorded, or the message owed. */
  effect?: string;
}

/** Plays all rounds on a running service; it runs again at the end. */
export async function killRounds(service: RunningService, plan: KillPlan): Promise<KillReport> {
  const { rounds, consultations, seed, say = () => {} } = plan;
  const client = clientOf(service);
  const random = randomFrom(seed);
  const broken: string[] = [];
  const agencies = await Promise.all(
    ["one", "two", "three"].map((name) => enterAgency(client, `${name}@kill.example.org`)),
  );
  const wishes: Wish[] = [];
  for (let round = 0; round < rounds; round++) {
    const wanted = Array.from({ length: consultations }, (_, index): Wish => {
      const agencyId = agencies[Math.floor(random() * agencies.length)];
      const key = `round-${round}-${index}`;
      return { key, address: "/v1/consultations", body: consultation({ agencyId }) };
    });
    const copies = await wantCopies(client, wishes, round);
    const askedNow = [...copies, ...wanted];
    wishes.push(...askedNow);
    const way = ways[Math.floor(random() * ways.length)] ?? "alone";
    const afterMs = SOONEST_KILL_MS + random() * (LATEST_KILL_MS - SOONEST_KILL_MS);
    await workUntilKilled(service, client, askedNow, { way, afterMs, broken });
    if (random() < 0.5) await service.interruptStart(random() * LATEST_INTERRUPTION_MS);
    const enginesBefore = service.addresses.dynamodb;
    await service.start();
    if (!process.env.DYNAMODB_ENDPOINT && (await answers(enginesBefore, service))) {
      broken.push(`Round ${round}: the engine left behind still runs.`);
    }
    const answered = askedNow.filter(({ effect }) => effect !== undefined);
    for (const wish of answered) await expectThere(client, wish, broken);
    say(
      `Round ${round + 1}: killed ${way} after ${Math.round(afterMs)} ms, ${answered.length} of ${askedNow.length} answered.`,
    );
  }
  const answered = wishes.filter(({ effect }) => effect !== undefined).length;
  await repeatAll(client, wishes, broken);
  await client.moveClock(LONG_AFTER);
  const counted = await expectEachOnce(service, client, wishes, broken);
  return { asked: wishes.length, answered, ...counted, broken };
}

const ways = ["alone", "group", "with its engine"] as const;

/** Copies that people ask for of forms that arrived in earlier rounds, one of each at most. */
async function wantCopies(
  client: ServiceClient,
  wishes: readonly Wish[],
  round: number,
): Promise<Wish[]> {
  const asked = new Set(wishes.map(({ address }) => address));
  const again = (reference: string) => `${RECORD}/${reference}/form-deliveries`;
  const references = wishes
    .flatMap(({ address, effect }) => (address === RECORD && effect ? [effect] : []))
    .filter((reference) => !asked.has(again(reference)));
  const wanted: Wish[] = [];
  for (const reference of references.slice(0, COPIES)) {
    const [newest] = await deliveries(client, reference);
    if (newest?.state !== "delivered") continue;
    wanted.push({
      key: `round-${round}-again-${reference}`,
      address: again(reference),
      body: { reason: "It was deleted by mistake." },
    });
  }
  return wanted;
}

const RECORD = "/v1/consultations";

interface Killing {
  readonly way: (typeof ways)[number];
  readonly afterMs: number;
  readonly broken: string[];
}

/** Lets people ask until the service is killed under their hands. */
async function workUntilKilled(
  service: RunningService,
  client: ServiceClient,
  wishes: readonly Wish[],
  { way, afterMs, broken }: Killing,
): Promise<void> {
  const left = [...wishes];
  let killed = false;
  const people = Array.from({ length: PEOPLE }, async () => {
    for (let wish = left.shift(); wish !== undefined && !killed; wish = left.shift()) {
      const answer = await ask(client, wish).catch(() => undefined);
      if (answer) take(wish, answer, broken);
      // Who got no answer sees that the service is gone.
      else return;
    }
  });
  await wait(afterMs);
  if (way === "with its engine") await killEngine(service);
  await service.kill(way === "group" ? "group" : "alone");
  killed = true;
  await Promise.all(people);
}

const ask = (client: ServiceClient, { address, key, body }: Wish): Promise<Answer> =>
  client.call("POST", address, { as: "link-social-worker", key, body });

/** Notes the effect that an answer tells of; a second answer has to tell of the same. */
function take(wish: Wish, { status, body, text }: Answer, broken: string[]): void {
  if (status === 503) return;
  if (status !== 201 && status !== 202) {
    broken.push(`${wish.key} was answered ${status}: ${text}`);
    return;
  }
  const effect =
    status === 201
      ? recordedSchema.parse(body).reference
      : messageAnswerSchema.parse(body).messageId;
  if (wish.effect !== undefined && wish.effect !== effect) {
    broken.push(`${wish.key} had two effects: ${wish.effect} and ${effect}.`);
  }
  wish.effect = effect;
}

/** What was answered is there after the restart. */
async function expectThere(client: ServiceClient, wish: Wish, broken: string[]): Promise<void> {
  const { address, effect = "" } = wish;
  if (address === RECORD) {
    const answer = await client.call("GET", `${RECORD}/${effect}`, { as: "manager" });
    if (answer.status !== 200) broken.push(`${effect} was answered, and then gone.`);
    return;
  }
  const reference = address.split("/")[3] ?? "";
  const messages = await deliveries(client, reference);
  if (!messages.some(({ messageId }) => messageId === effect)) {
    broken.push(`The copy ${effect} of ${reference} was answered, and then gone.`);
  }
}

/** Everybody asks again with the key they have; now there is an answer. */
async function repeatAll(
  client: ServiceClient,
  wishes: readonly Wish[],
  broken: string[],
): Promise<void> {
  for (const wish of wishes) {
    take(wish, await ask(client, wish), broken);
    if (wish.effect === undefined) broken.push(`${wish.key} has no effect.`);
  }
}

/** Each wish has exactly one effect, and each owed form arrived, once without “(copy)” at most. */
async function expectEachOnce(
  service: RunningService,
  client: ServiceClient,
  wishes: readonly Wish[],
  broken: string[],
): Promise<{ mails: number; copies: number }> {
  const stored = await everythingStored(service);
  const recorded = wishes.filter(({ address }) => address === RECORD);
  const documents = stored.filter(({ item }) => item.entry === "document");
  if (documents.length !== recorded.length) {
    broken.push(`${recorded.length} consultations were asked for, ${documents.length} are there.`);
  }
  const messages = stored.filter(({ table }) => table === "Messages");
  if (messages.length !== wishes.length) {
    broken.push(`${wishes.length} mails were asked for, ${messages.length} messages are there.`);
  }
  for (const { item } of messages) {
    if (item.state !== "delivered") broken.push(`A message of ${item.about} is ${item.state}.`);
  }
  const subjects = (await client.mails()).map(({ subject }) => subject);
  for (const { effect = "" } of recorded) {
    const about = subjects.filter((subject) => subject.includes(effect));
    const firsts = about.filter((subject) => !subject.endsWith("(copy)"));
    if (about.length === 0) broken.push(`The form of ${effect} never arrived.`);
    if (firsts.length > 1) broken.push(`The form of ${effect} came twice without “(copy)”.`);
  }
  const copies = subjects.filter((subject) => subject.endsWith("(copy)")).length;
  return { mails: subjects.length - copies, copies };
}

const engineSchema = z.object({ pid: z.int() });

async function killEngine({ folder }: RunningService): Promise<void> {
  const text = await readFile(join(folder, "engine.json"), "utf8").catch(() => undefined);
  // An engine that others use too is not the service's to lose.
  if (text !== undefined) end(engineSchema.parse(JSON.parse(text)).pid, "SIGKILL");
}

/** Whether an engine of before still answers; on the same port it is the new one. */
async function answers(engine: string, { addresses }: RunningService): Promise<boolean> {
  if (engine === addresses.dynamodb) return false;
  return fetch(engine).then(
    () => true,
    () => false,
  );
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
