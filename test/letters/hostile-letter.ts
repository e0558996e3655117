// Letters as nobody should write them: for laws that hold whatever is typed.

import fc from "fast-check";
import type { Block, Contact, Letter } from "../../lambda/letters/letter.ts";

const nasty = fc.constantFrom(
  "<script>alert(1)</script>",
  '"><a href="https://evil.example/">here</a>',
  "</p></main></body>",
  "&lt;b&gt; &amp; &#60;",
  "javascript:alert(1)",
  "https://evil.example.com/path?x=1&y=<2>",
  "www.evil.co.uk",
  "//evil.com",
  "someone@evil.org",
  "ring 0808 800 5000 or +44 (0)20 7946 0000",
  "\r\nBcc: everyone@evil.org\r\n\r\n",
  "> quoted",
  "From here on",
  "-- ",
  "\u202Ereversed\u202C",
  "\u2066isolated\u2069",
  "zero\u200Bwidth\uFEFF\u00AD",
  "lone \uD83D surrogate \uDE00",
  "\u0000\u0007\u001B[31mred",
  "漢字 and 😀👨‍👩‍👧 and שלום and العربية",
  "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306algo",
  "x".repeat(200),
  "no\u00A0break",
  "%PDF-1.7 (escaped \\) >> endobj",
  "{{value}} %s $1 $&",
  "\n\n\n",
);
const words = fc.oneof(nasty, fc.string({ unit: "grapheme", maxLength: 12 }), fc.constant("word"));

/** Anything a person might type or paste, on one line or many. */
export const hostileText = fc
  .array(words, { minLength: 1, maxLength: 3 })
  .chain((parts) => fc.constantFrom(" ", "\n", "").map((glue) => parts.join(glue)));

/** With a visible letter first, for what must not be empty. */
const hostileLine = hostileText.map((text) => `A${text}`);

const contact: fc.Arbitrary<Contact> = fc
  .record({
    name: hostileLine,
    phone: fc.oneof(hostileLine, fc.constantFrom("999", "0345 050 7666, option 1")),
    note: fc.option(hostileText),
  })
  .map(({ note, ...rest }) => (note === null ? rest : { ...rest, note }));
const contacts = fc.array(contact, { maxLength: 3 });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant("heading" as const),
    text: hostileText,
    level: fc.constantFrom(2 as const, 3 as const),
  }),
  fc.record({ kind: fc.constant("paragraph" as const), text: hostileText }),
  fc.record({ kind: fc.constant("typed" as const), text: hostileText, label: hostileText }),
  fc.record({ kind: fc.constant("typed" as const), text: hostileText }),
  fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(hostileText, { maxLength: 4 }),
    ordered: fc.boolean(),
    typed: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("facts" as const),
    rows: fc.array(fc.record({ label: hostileText, value: hostileText, typed: fc.boolean() }), {
      maxLength: 4,
    }),
  }),
  fc.record({
    kind: fc.constant("panel" as const),
    label: hostileText,
    large: hostileText,
    small: fc.array(hostileText, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("urgent" as const),
    title: hostileText,
    paragraphs: fc.array(hostileText, { maxLength: 2 }),
    contacts,
  }),
  fc.record({ kind: fc.constant("contacts" as const), items: contacts }),
  fc.record({
    kind: fc.constant("button" as const),
    text: hostileLine,
    url: fc.constantFrom("https://no-names.example/filings/a?b=c&d", "http://127.0.0.1:4000/x"),
  }),
);

export const hostileLetter: fc.Arbitrary<Letter> = fc
  .record({
    title: hostileLine,
    from: hostileLine,
    marking: fc.option(
      fc.record({
        text: hostileText.map((text) => text.slice(0, 40)),
        place: fc.constantFrom("top" as const, "bottom" as const, "top-and-bottom" as const),
      }),
    ),
    blocks: fc.array(block, { maxLength: 4 }),
  })
  .map(({ marking, ...rest }) => (marking === null ? rest : { ...rest, marking }));
