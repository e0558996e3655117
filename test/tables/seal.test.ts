// Seals: only what was sealed here, for the same purpose and with the same secret, can be opened.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealWith } from "../../lambda/tables/seal.ts";

const seal = sealWith("one secret that is long enough");

describe("a seal", () => {
  it("gives back what it was given, as text that fits into an address", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, purpose) => {
        const text = seal.seal(purpose, value);
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(JSON.stringify(seal.open(purpose, text))).toBe(JSON.stringify(value));
      }),
    );
  });

  it("does not open for another purpose or with another secret", () => {
    const text = seal.seal("cursor", { id: "1" });
    expect(seal.open("filing", text)).toBeUndefined();
    expect(sealWith("another secret that is long enough").open("cursor", text)).toBeUndefined();
  });

  it("does not open after any change of any character", () => {
    const text = seal.seal("cursor", { id: "1" });
    for (let place = 0; place < text.length; place++) {
      const changed = `${text.slice(0, place)}${text[place] === "A" ? "B" : "A"}${text.slice(place + 1)}`;
      expect(seal.open("cursor", changed)).toBeUndefined();
    }
  });

  it("does not open anything else, however long or strange", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(seal.open("cursor", text)).toBeUndefined();
      }),
    );
    expect(seal.open("cursor", "A".repeat(5_000_000))).toBeUndefined();
    expect(seal.open("cursor", `${seal.seal("cursor", 1)}=`)).toBeUndefined();
  });

  it("says nothing of what is in it: two of the same are different", () => {
    expect(seal.seal("cursor", { id: "1" })).not.toBe(seal.seal("cursor", { id: "1" }));
  });
});
