// Identifiers of a family that does not exist, unlike any other text, and how to find them again anywhere.
import { randomInt } from "node:crypto";

type Kind =
  | "name"
  | "email"
  | "handle"
  | "phone"
  | "nhsNumber"
  | "nino"
  | "upn"
  | "postcode"
  | "born";

/** A family whose identifiers stand nowhere but where a test put them. */
export interface Canaries {
  /** A name like no other; every text below that has letters of its own holds it. */
  readonly word: string;
  /** One sentence with every kind of identifier; the guard refuses each of them. */
  readonly sentence: string;
  /** By kind, each alone. */
  readonly identifiers: Readonly<Record<Kind, string>>;
  readonly email: string;
  /** The first place where bytes hold any of them, in whatever encoding, and what stands around it. */
  findIn(bytes: Buffer): string | undefined;
}

/** As much as tells a reader where it stands. */
const AROUND = 100;

/** Makes a family up; each call another one. */
export function newCanaries(): Canaries {
  const word = `Quarz${letters("bdfgklmnprtv", 7)}`;
  const email = `${word}.${randomInt(10_000)}@${word.toLowerCase()}.example.org`;
  const identifiers = {
    name: `Mrs ${word}`,
    email,
    handle: `@${word}_11`,
    phone: `07700 900${digits(3)}`,
    nhsNumber: nhsNumber(),
    nino: `RZ ${digits(2)} ${digits(2)} ${digits(2)} C`,
    upn: upn(),
    postcode: `OX${randomInt(1, 5)} ${randomInt(1, 10)}${letters("BDFGHJLNPQRSTUWXYZ", 2)}`,
    born: `born on ${randomInt(10, 29)}.0${randomInt(1, 10)}.2017`,
  };
  const sentence = Object.values(identifiers).join(", ");
  return {
    word,
    sentence,
    identifiers,
    email,
    findIn: finderOf([word, ...Object.values(identifiers)]),
  };
}

/** Looks for the first place where bytes hold any of the texts; answers what stands around it. */
export function finderOf(texts: readonly string[]): (bytes: Buffer) => string | undefined {
  const forms = texts.flatMap(formsOf);
  return (bytes) => {
    const lower = Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1");
    for (const { bytes: form, anyCase } of forms) {
      const at = (anyCase ? lower : bytes).indexOf(form);
      if (at >= 0) return bytes.toString("latin1", Math.max(0, at - AROUND), at + AROUND);
    }
    return undefined;
  };
}

interface Form {
  readonly bytes: Buffer;
  readonly anyCase: boolean;
}

/** As text in 8 and 16 bits, in hexadecimal and inside base64, each with and without its spaces. */
function formsOf(identifier: string): Form[] {
  const text = identifier.replace(/^(?:Mrs|born on) /, "");
  return [...new Set([text, text.replaceAll(" ", ""), encodeURIComponent(text)])].flatMap((one) => {
    const lower = one.toLowerCase();
    const bytes = Buffer.from(lower);
    return [
      { bytes, anyCase: true },
      { bytes: Buffer.from(lower, "utf16le"), anyCase: true },
      { bytes: Buffer.from(lower, "utf16le").swap16(), anyCase: true },
      { bytes: Buffer.from(bytes.toString("hex")), anyCase: true },
      { bytes: Buffer.from(Buffer.from(one).toString("hex")), anyCase: true },
      ...[one, lower].flatMap(insideBase64),
    ];
  });
}

/** What base64 of anything around a text holds for sure, at each of its three offsets. */
function insideBase64(text: string): Form[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
    // The first and the last symbol depend on what stands beside the text.
    const inside = encoded.replace(/=+$/, "").slice(offset === 0 ? 0 : offset + 1, -1);
    return { bytes: Buffer.from(inside), anyCase: false };
  });
}

const letters = (alphabet: string, count: number): string =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");

const digits = (count: number): string => letters("0123456789", count);

/** Ten digits whose last one checks the others (NHS Data Model and Dictionary, “NHS number”). */
function nhsNumber(): string {
  for (;;) {
    const nine = `9${digits(8)}`;
    const sum = [...nine].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${nine.slice(0, 3)} ${nine.slice(3, 6)} ${nine.slice(6)}${check}`;
  }
}

/** A letter that checks the twelve digits behind it (Department for Education, “UPN guide”). */
function upn(): string {
  const twelve = digits(12);
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at + 2), 0);
  return `${"ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23]}${twelve}`;
}

/** Everything that a browser, a proxy or a curious client may say of itself and of others. */
export function headersWith({ sentence, word, email }: Canaries): string[] {
  const names = [
    "User-Agent",
    "Referer",
    "From",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "Forwarded",
    "Via",
    "Accept-Language",
    "X-Request-Id",
    "X-Amzn-Trace-Id",
    "Traceparent",
    "Baggage",
    "If-None-Match",
    "Origin",
    "X-Api-Key",
    `X-${word}`,
  ];
  return [
    ...names.map((name) => `${name}: ${sentence}`),
    `Cookie: session=${email}; ${word}=${sentence}`,
    `Accept: text/${word}, */*`,
  ];
}
