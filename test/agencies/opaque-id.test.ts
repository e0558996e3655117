// What an id may say of a person: for an agency no certain name, for a sole professional no likely one.
import { describe, expect, test } from "vitest";
import { refuseNameInId } from "../../lambda/agencies/opaque-id.ts";
import type { Finding } from "../../lambda/screening/screen.ts";

/** A guard that knows one name, however sure, and one school. */
const guard =
  (certainty: Finding["certainty"]) =>
  (text: string): Finding[] =>
    [...text.matchAll(/\b(grace hope|oakwood school)\b/g)].map(
      ({ index, 0: { length }, 1: what }) => ({
        start: index,
        end: index + length,
        type: what === "grace hope" ? "PERSON" : "SCHOOL",
        certainty,
        message: "…",
        suggestion: "…",
      }),
    );

const isRefused = (
  id: string,
  certainty: Finding["certainty"],
  soleProfessional: boolean | undefined,
) => {
  try {
    refuseNameInId("/agencyId", id, { soleProfessional }, guard(certainty));
    return false;
  } catch {
    return true;
  }
};

describe("an id, read with its hyphens as spaces", () => {
  test("is refused where it surely names a person", () => {
    expect(isRefused("grace-hope-nursery", "certain", undefined)).toBe(true);
    expect(isRefused("grace-hope-nursery", "certain", true)).toBe(true);
  });

  test("that may be a name is fine for an agency, and not for a sole professional", () => {
    expect(isRefused("grace-hope-nursery", "possible", undefined)).toBe(false);
    expect(isRefused("grace-hope-nursery", "possible", false)).toBe(false);
    expect(isRefused("grace-hope-nursery", "possible", true)).toBe(true);
  });

  test("may name the setting itself", () => {
    expect(isRefused("oakwood-school", "certain", false)).toBe(false);
    expect(isRefused("oakwood-school", "certain", true)).toBe(false);
  });

  test("drawn by a machine is fine, whatever its letters spell", () => {
    const seesNames = () => guard("certain")("grace hope");
    const drawn = "5eed1234-dead-4abe-face-1de4abed5a11";
    expect(() =>
      refuseNameInId("/agencyId", drawn, { soleProfessional: true }, seesNames),
    ).not.toThrow();
    expect(() => refuseNameInId("/agencyId", "dead-abe-face", {}, seesNames)).toThrow();
  });

  test("says of a refused one where the name stands, and what to choose instead", () => {
    expect(() => refuseNameInId("/area", "a-grace-hope", {}, guard("certain"))).toThrow(
      expect.objectContaining({
        slug: "identifiers-found",
        message: expect.stringContaining("Choose another"),
        members: { findings: [expect.objectContaining({ field: "/area", start: 2, end: 12 })] },
      }),
    );
  });
});
