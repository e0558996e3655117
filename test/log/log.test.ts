// The log: a fixed sentence and allowed fields, whatever is passed.
import { describe, expect, it } from "vitest";
import { type Code, catalogue } from "../../lambda/log/catalogue.ts";
import { type LogWriter, log } from "../../lambda/log/log.ts";

function written(code: Code, fields: object) {
  const lines: string[] = [];
  const write: LogWriter = (_, line) => lines.push(line);
  log(code, fields, write);
  return lines;
}

describe("a log entry", () => {
  it("is one line of JSON with its sentence and its fields", () => {
    const [line = ""] = written("message-sent", { messageId: "m1", kind: "consultation-form" });
    expect(JSON.parse(line)).toEqual({
      level: "info",
      code: "message-sent",
      message: catalogue["message-sent"].says,
      messageId: "m1",
      kind: "consultation-form",
    });
    expect(line).not.toContain("\n");
  });

  it("drops every field that the catalogue does not allow, though types were got round", () => {
    const [line] = written("message-sent", {
      messageId: "m1",
      concern: "Jamie",
      email: "jo@example.org",
    });
    expect(line).not.toMatch(/Jamie|example/);
  });

  it("has a sentence and fields that can't hold what a person typed", () => {
    const typed = /name|text|body|email|address|subject|concern|advice|detail|message$/i;
    for (const [code, { says, fields }] of Object.entries(catalogue)) {
      expect(says, code).toMatch(/\.$/);
      for (const field of fields) expect(field, code).not.toMatch(typed);
    }
  });
});
