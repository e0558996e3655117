import { describe, expect, it } from "vitest";
import { warnings } from "../../lambda/screening/warnings.ts";

describe("words that harm", () => {
  it.each(["The call was malicious.", "She is attention-seeking.", "He puts himself at risk."])(
    "%s",
    (text) => {
      expect(warnings(text).map(({ kind }) => kind)).toEqual(["harmful-word"]);
    },
  );

  it("say why, and never repeat the word", () => {
    expect(warnings("A vexatious caller.")[0]?.message).toContain("R29");
  });

  it("are not seen in plain prose", () => {
    expect(warnings("The boy said that he is hungry and that his dad shouts.")).toEqual([]);
  });
});

describe("rare combinations", () => {
  const small = "She is the only Sikh girl in a village school";

  it("need a small setting, a rare trait and an exact place together", () => {
    const text = `${small} near Banbury, one of triplets.`;
    const [warning] = warnings(text);
    expect(warning?.kind).toBe("rare-combination");
    expect(warning?.parts.map(({ start, end }) => text.slice(start, end))).toEqual([
      "the only Sikh girl",
      "Banbury",
      "triplets",
    ]);
  });

  it("are not seen where one of the three is missing", () => {
    expect(warnings(`${small}, one of triplets.`)).toEqual([]);
    expect(warnings("One of triplets, near Banbury.")).toEqual([]);
  });
});
