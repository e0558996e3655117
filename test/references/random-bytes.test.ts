// Bytes that are given out once, however many are asked for at a time.
import { describe, expect, it } from "vitest";
import { pooledRandomBytes } from "../../lambda/references/random-bytes.ts";

describe("random bytes", () => {
  it("are as many as asked for, also more than are kept at a time", () => {
    for (const size of [0, 1, 10, 4_095, 4_096, 10_000]) {
      expect(pooledRandomBytes(size)).toHaveLength(size);
    }
  });

  it("are never given twice, also across the end of what is kept", () => {
    const drawn = Array.from({ length: 2_000 }, () =>
      Buffer.from(pooledRandomBytes(16)).toString("hex"),
    );
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it("stay what they were when more are drawn", () => {
    const bytes = pooledRandomBytes(16);
    const before = Buffer.from(bytes).toString("hex");
    pooledRandomBytes(16);
    expect(Buffer.from(bytes).toString("hex")).toBe(before);
  });
});
