// The mailbox and the numbers of an agency: what people really have passes, what could do harm doesn't.
import { describe, expect, test } from "vitest";
import { agencyTypes, mailboxSchema, phoneSchema } from "../../lambda/agencies/agency.ts";

const takes = (schema: typeof mailboxSchema, text: string) => schema.safeParse(text).success;

describe("a mailbox", () => {
  test.each([
    "safeguarding@st-example.example.org",
    "DSL.Office@school.example.sch.uk",
    "o'neill-nursery@example.com",
    "office+safeguarding@a.example",
    "a@xn--bcher-kva.example",
    "a@b.xn--p1ai",
    `${"l".repeat(64)}@${"d".repeat(63)}.example.org`,
  ])("may be %s", (text) => {
    expect(takes(mailboxSchema, text)).toBe(true);
  });

  test.each([
    ["nothing", ""],
    ["no domain", "office"],
    ["an empty local part", "@example.org"],
    ["two at signs", "a@b@example.org"],
    ["a display name", "Office <office@example.org>"],
    ["a bracketed address", "<office@example.org>"],
    ["a list", "a@example.org,b@example.org"],
    ["a list with semicolons", "a@example.org;b@example.org"],
    ["a second header", "a@example.org\r\nBcc: b@example.org"],
    ["a line feed at its end", "a@example.org\n"],
    ["an encoded word", "=?utf-8?q?a?=@example.org\u0000"],
    ["a quoted local part", '"a b"@example.org'],
    ["a comment", "a(office)@example.org"],
    ["white space", "a b@example.org"],
    ["white space around it", " a@example.org "],
    ["look-alike letters", "оffice@example.org"],
    ["an international domain as it is read", "a@bücher.example"],
    ["a machine's address", "a@[127.0.0.1]"],
    ["a bare number for a domain", "a@127.0.0.1"],
    ["one label only", "a@localhost"],
    ["two dots in a row", "a..b@example.org"],
    ["a dot at the edge", ".a@example.org"],
    ["a domain with a hyphen at the edge", "a@-example.org"],
    ["a domain that ends in a dot", "a@example.org."],
    ["a mailto link", "mailto:a@example.org"],
    ["a local part of 65 characters", `${"l".repeat(65)}@example.org`],
    ["255 characters", `a@${`${"d".repeat(60)}.`.repeat(4)}example.org`],
  ])("is refused with %s", (_, text) => {
    expect(takes(mailboxSchema, text)).toBe(false);
  });
});

describe("a telephone number", () => {
  test.each(["01632 960101", "+44 1632 960 101", "(01632) 960-101", "01632 960101 ext 12", "101"])(
    "may be %s",
    (text) => {
      expect(takes(phoneSchema, text)).toBe(true);
    },
  );

  test.each([
    "",
    "()",
    "12",
    "call the office",
    "01632 960101\nask for",
    "٠١٦٣٢ ٩٦٠",
    "0".repeat(60),
  ])("may not be %j", (text) => {
    expect(takes(phoneSchema, text)).toBe(false);
  });
});

test("there are the nineteen kinds of setting the authority counts by", () => {
  expect(new Set(agencyTypes).size).toBe(19);
});
