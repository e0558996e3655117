import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationMilliseconds } from "../../../lib/local/duration.ts";

const HOUR = 60 * 60 * 1000;

describe("a duration", () => {
  it.each([
    ["P3DT2H", 74 * HOUR],
    ["PT30M", HOUR / 2],
    ["P1W", 7 * 24 * HOUR],
    ["P1D", 24 * HOUR],
    ["PT1.5S", 1500],
    ["PT0S", 0],
    ["-P1D", -24 * HOUR],
  ])("%s has its fixed length", (text, milliseconds) => {
    expect(durationMilliseconds(text)).toBe(milliseconds);
  });

  it.each(["P1M", "P1Y", "P", "PT", "P1DT", "1D", "P1H", "P-1D", "p1d", "P1D ", "PT1e3S", ""])(
    "%j is not one of fixed length",
    (text) => {
      expect(durationMilliseconds(text)).toBeUndefined();
    },
  );

  it("is the sum of its parts", () => {
    const amount = fc.nat(999);
    fc.assert(
      fc.property(amount, amount, amount, amount, amount, (w, d, h, m, s) => {
        const parts = ((w * 7 + d) * 24 + h) * HOUR + (m * 60 + s) * 1000;
        expect(durationMilliseconds(`P${w}W${d}DT${h}H${m}M${s}S`)).toBe(parts);
      }),
    );
  });
});
