// The seal of a function: shared through one secret, and of no use with a bad one.
import { describe, expect, test } from "vitest";
import { sealFrom } from "../../lambda/tables/seal-from.ts";

const SEALING_SECRET = "kX3v9qTz7Lw2Rm8bYc4Hs6";

describe("the seal from the environment", () => {
  test("opens in one function what another with the same secret sealed", () => {
    const sealed = sealFrom({ SEALING_SECRET }).seal("a list", { id: "x" });
    expect(sealFrom({ SEALING_SECRET }).open("a list", sealed)).toEqual({ id: "x" });
    expect(
      sealFrom({ SEALING_SECRET: `${SEALING_SECRET}7` }).open("a list", sealed),
    ).toBeUndefined();
  });

  test.each([undefined, "", "secret", SEALING_SECRET.slice(1)])(
    "is not made from %o, and says so when it is used",
    (secret) => {
      const seal = sealFrom({ SEALING_SECRET: secret });
      expect(() => seal.seal("a list", "x")).toThrow(/SEALING_SECRET/);
      expect(() => seal.open("a list", "x")).toThrow(/SEALING_SECRET/);
    },
  );
});
