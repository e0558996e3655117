// A family's identifiers in every field, parameter and header of every operation: afterwards they are nowhere.
import { beforeAll, describe, expect, it } from "vitest";
import { allOperations } from "../../lambda/all-operations.ts";
import { recordConsultation } from "../../lambda/consultations/contract.ts";
import type { Operation } from "../../lambda/http/contract.ts";
import type { Role } from "../../lambda/http/roles.ts";
import { type Canaries, finderOf, headersWith, newCanaries } from "./canaries.ts";
import { consultation } from "./consulting.ts";
import { placesIn } from "./every-field.ts";
import { head, sendRaw } from "./raw-http.ts";
import type { Answer, CallOptions } from "./service-client.ts";
import {
  addressOf,
  freshReferral,
  type Parameters,
  somethingThere,
  withQuery,
} from "./something-there.ts";
import { type Surface, surfacesOf } from "./surfaces.ts";
import { useService } from "./use-service.ts";

/** After everything that the examples say has happened. */
const running = useService("2026-11-24T10:30:00Z");
const { client } = running;

/** Must be found nowhere. */
const family = newCanaries();
/** Stands where it may be: see `kept`. */
const registered = newCanaries();
/** A word in a text that is recorded: it shows that what is there is found. */
const CONTROL = "thimble";

const answers: Surface[] = [];

/** Calls an operation with a token that has the family's identifiers in it, and keeps what comes back. */
async function call(operation: Operation, address: string, options: CallOptions): Promise<Answer> {
  const answer = await client.call(operation.method, address, {
    token: tokens.get(roleFor(operation)),
    ...options,
  });
  note(operation, answer);
  return answer;
}

const notedBodies = new Set<string>();

/** Keeps what came back; of the explorer's files, which are large, each once. */
function note({ id }: Operation, { headers, bytes, text }: Answer): void {
  const where = `answer ${id}`;
  answers.push({ where, bytes: Buffer.from(JSON.stringify(headers)) });
  if (!notedBodies.has(text)) answers.push({ where, bytes });
  notedBodies.add(text);
}

const roleFor = ({ roles }: Operation): Role | "public" =>
  roles === "public" ? "public" : roles.includes("administrator") ? "administrator" : roles[0];

const tokens = new Map<Role | "public", string>();
let there: Parameters = {};

beforeAll(async () => {
  for (const operation of allOperations) {
    const role = roleFor(operation);
    if (role === "public" || tokens.has(role)) continue;
    const { sentence, word, email } = family;
    const claims = { name: sentence, email, given_name: word, "cognito:username": email };
    const sub = `staff-${role}`;
    tokens.set(role, await client.token({ sub, roles: [role, word], claims }));
  }
  const concern = `The child hides a ${CONTROL} and a blanket under the desk in every lesson.`;
  there = await somethingThere(client, { concern });
});

const parametersOf = ({ path }: Operation): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** In the forms in which a field may take it: as a sentence, an address, a number to call, an id. */
function formsOf(canaries: Canaries, isFreeText = false): readonly string[] {
  const { sentence, word, email, identifiers } = canaries;
  // A name alone, in small letters, is beyond any guard.
  return isFreeText
    ? [sentence, email]
    : [
        sentence,
        email,
        identifiers.phone,
        word.toLowerCase(),
        withoutSpaces(identifiers.nhsNumber),
      ];
}

/** Where identifiers are kept on purpose, and why: only these, and only there. */
const kept: readonly { operation: string; places: RegExp; reason: string; where: RegExp }[] = [
  {
    operation: "put-agency",
    places: /^\/(?:name|email|phone|area|linkSocialWorker\/\w+)$|^\{agencyId\}$/,
    reason:
      "The register holds whom to write to and to call: organisations and staff, no families.",
    where: /^(?:table Register|file tables\/|answer (?:put|read|list|verify)-)/,
  },
  {
    operation: "put-area",
    places: /^\/linkSocialWorker\/\w+$|^\{area\}$/,
    reason: "The area's link social worker is whom callers are sent to.",
    where: /^(?:table Register|file tables\/|answer (?:put|list)-)/,
  },
  {
    operation: "screen-text",
    places: /^\/fields\//,
    reason: "Findings name the field as the caller named it, to the caller alone.",
    where: /^answer screen-text$/,
  },
];

const withoutSpaces = (text: string): string => text.replaceAll(" ", "");

const familyFor = ({ id }: Operation, place: string): Canaries =>
  kept.some(({ operation, places }) => operation === id && places.test(place))
    ? registered
    : family;

/** A step of a referral is taken once, so that each try at it needs another referral. */
const untouched = async ({ path, id }: Operation): Promise<Parameters> =>
  path.includes("{referralId}/") && id !== "remove-link" ? freshReferral(client) : {};

/** What takes something away comes last, so that the others find it. */
const takesAway = ({ method, id }: Operation) => method === "DELETE" || id === "remove-link";
const operations = [
  ...allOperations.filter((operation) => !takesAway(operation)),
  ...allOperations.filter(takesAway),
];

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s",
  (_, operation) => {
    const { word, sentence } = family;
    const good = { body: operation.takesForm ? undefined : operation.bodyExample };

    it("takes the family in each field of its body", async () => {
      const unknownIn = (pointer: string) => familyFor(operation, `${pointer}/`).word;
      const bodies = placesIn(operation, unknownIn).flatMap((place) =>
        formsOf(familyFor(operation, place.pointer), place.isFreeText).map(place.bodyWith),
      );
      await Promise.all(
        bodies.map(async (body) => {
          const address = addressOf(operation, { ...there, ...(await untouched(operation)) });
          await call(operation, address, { body });
        }),
      );
    });

    it("takes the family for its body", async () => {
      const address = addressOf(operation, there);
      // A GET has no body that a client could send.
      const bodies = [sentence, JSON.stringify(sentence), `{"${word}":`];
      for (const body of operation.method === "GET" ? [] : bodies) {
        await call(operation, address, { body });
        await call(operation, address, { body, headers: { "content-type": `text/${word}` } });
      }
    });

    it("takes the family in each parameter of its address", async () => {
      const inPath = parametersOf(operation).flatMap((name) =>
        formsOf(familyFor(operation, `{${name}}`)).map((form) =>
          addressOf(operation, { ...there, [name]: form }),
        ),
      );
      const known = Object.keys(operation.query?.shape ?? {}).flatMap((name) =>
        [sentence, word.toLowerCase()].map((form) => ({ [name]: form })),
      );
      const inQuery = [...known, { [word]: sentence }].map((query) =>
        withQuery(addressOf(operation, there), query),
      );
      await Promise.all([...inPath, ...inQuery].map((address) => call(operation, address, good)));
    });

    it("takes the family in each header, and does its work all the same", async () => {
      const body = good.body === undefined ? "" : JSON.stringify(good.body);
      const lines = [
        ...headersWith(family),
        `Authorization: Bearer ${tokens.get(roleFor(operation))}`,
        `Idempotency-Key: ${operation.id}-${family.email}`,
        `Content-Type: application/json; profile="${sentence}"`,
        `Content-Length: ${Buffer.byteLength(body)}`,
      ];
      const asked = head(`${operation.method} ${addressOf(operation, there)}`, lines);
      const [answer] = await sendRaw(running.service, [asked + body]);
      // 409: another operation of this test came before it.
      expect([200, 201, 202, 204, 409]).toContain(answer?.status);
      if (answer) note(operation, answer);
    });
  },
);

describe("the guard", () => {
  it.each(Object.entries(family.identifiers))("refuses %s by itself", async (_, identifier) => {
    const body = consultation({ concern: `The caller said: ${identifier}.` });
    const answer = await call(recordConsultation, "/v1/consultations", { body });
    expect(answer.body?.type).toBe("/problems/identifiers-found");
  });
});

/** Where these identifiers are, and what stands around them. */
const placesOf = (findIn: Canaries["findIn"], surfaces: readonly Surface[]) =>
  surfaces.flatMap(({ where, bytes }) => {
    const around = findIn(bytes);
    return around === undefined ? [] : [{ where, around }];
  });

describe("afterwards", () => {
  let surfaces: Surface[] = [];
  beforeAll(async () => {
    await client.moveClock("PT2H");
    surfaces = await surfacesOf(running.service, client);
  });

  it("what is there is found: the control in document, mail and the engine's files", () => {
    const found = placesOf(finderOf([CONTROL]), surfaces);
    const places = new Set(found.map(({ where }) => where.split(" ")[0]));
    const isShared = Boolean(process.env.DYNAMODB_ENDPOINT);
    expect(places).toEqual(new Set(["table", "file", "mail"]));
    expect(found.some(({ where }) => where.startsWith("file tables"))).toBe(!isShared);
    // As text and HTML, and as PDF.
    expect(found.filter(({ where }) => where.startsWith("mail")).length).toBeGreaterThan(1);
  });

  it("the family is nowhere", () => {
    expect(placesOf(family.findIn, [...answers, ...surfaces])).toEqual([]);
  });

  it("what the register keeps is in the register alone", () => {
    const found = placesOf(registered.findIn, [...answers, ...surfaces]);
    expect(found.filter(({ where }) => !kept.some((one) => one.where.test(where)))).toEqual([]);
    expect(found.some(({ where }) => where === "table Register")).toBe(true);
  });
});
