// Case ids are opaque: what names a child, or is a number that the world knows, is none.
import { describe, expect, it } from "vitest";
import { caseIdSchema } from "../../lambda/referrals/case-id.ts";

const taken = (id: string) => caseIdSchema.safeParse(id).success;

describe("a case id", () => {
  it.each([
    ...["1", "C-104223", "P_77.1", "LCS-104223", "EHM12345", "CASE-2026-001", "family-12-child-3"],
    ...[
      "S17-2026-4",
      "mosaic.9981",
      "DEVON-10422",
      "HACKNEY-12",
      "HART-12",
      "ADA-1",
      "MAY-2026-17",
    ],
    ...["west-17", "liquidlogic-123", "North-MASH-12", "Care.First.12", "LL-2026-ABC-9"],
  ])("may be %s", (id) => {
    expect(taken(id)).toBe(true);
  });

  it.each([
    ...["grace-smith-2015", "GraceSmith1", "smith.john.7", "SMITH_GRACE_2", "grace_okafor_01"],
    ...["Mary-Ann-1", "OliverJones3", "john1", "oliver-2015", "Mohammed.7"],
  ])("has no name in it, as %s has", (id) => {
    const result = caseIdSchema.safeParse(id);
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.message).toContain("There is a name in this.");
    expect(JSON.stringify(result.error?.issues.map(({ message }) => message))).not.toContain(id);
  });
});
