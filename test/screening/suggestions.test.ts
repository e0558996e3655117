import { describe, expect, it } from "vitest";
import { rewrite } from "../../lambda/screening/rewrite.ts";
import { screen } from "../../lambda/screening/screen.ts";

function rewritten(text: string, today?: Date): string {
  return rewrite(text, screen(text, today ? { today } : {}));
}

describe("suggestions", () => {
  it("give the same person the same letter through the text", () => {
    const text = "Nimco told Mrs Okafor. Mrs Okafor rang home, and Nimco cried.";
    expect(rewritten(text)).toBe("Person A told adult B. Adult B rang home, and person A cried.");
  });

  it("give two people of one surname two letters", () => {
    const [first, second] = screen("Tom Okafor and Nimco Okafor live together.");
    expect(first?.suggestion).not.toBe(second?.suggestion);
  });

  it("leave the word that already says who it is", () => {
    expect(rewritten("She is afraid of her uncle Femi.")).toBe("She is afraid of her uncle A.");
  });

  it("turn a date of birth into an age on the day given, and leave it open without one", () => {
    expect(rewritten("DOB 25/11/2018", new Date("2026-11-24"))).toBe("DOB aged 7");
    expect(rewritten("DOB 25/11/2018")).toBe("DOB [age]");
  });

  it("say what kind of setting it was", () => {
    expect(rewritten("He left Larkmead Primary School.")).toBe("He left a primary school.");
  });
});

describe("rewriting", () => {
  it("keeps a possessive and passes over findings that overlap or stand outside", () => {
    const findings = [
      { start: 0, end: 5, suggestion: "child A" },
      { start: 3, end: 8, suggestion: "child B" },
      { start: 90, end: 99, suggestion: "child C" },
    ];
    expect(rewrite("Jamie's coat", findings)).toBe("Child A's coat");
  });
});
