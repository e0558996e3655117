// What may be done to a referral in which state: data, drawing and words agree.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Referral } from "../../lambda/referrals/referral.ts";
import { statuses } from "../../lambda/referrals/referral.ts";
import {
  type Change,
  clausesOf,
  hindrance,
  type Transition,
  transitions,
} from "../../lambda/referrals/transitions.ts";

const named = Object.entries(transitions) as [Change, Transition][];

const inStatus = (status: Referral["status"]): Referral => ({
  ...{ schemaVersion: 1, referralId: "NNR-73CF-2K9M-0H86", status, channel: "written" },
  ...{ receivedAt: "2026-11-23T10:15:00.000Z", firstContactAt: "2026-11-23T10:15:00.000Z" },
  referrer: { kind: "public", anonymityRequested: false },
  ...{ registeredAt: "2026-11-23T10:30:00.000Z", registeredBy: "staff", registeredAs: "mash" },
  ...{ tasks: [], keepUntil: "2101-11-23T10:30:00.000Z", version: 1 },
});

describe("the states of a referral", () => {
  it("are drawn as they are", () => {
    const drawn = readFileSync(new URL("../../docs/states.md", import.meta.url), "utf8");
    const [, ofReferrals = ""] = drawn.split("# States of a referral");
    const lines = ofReferrals.match(/^ {2}[a-z]+ --> .*$/gm)?.map((line) => line.trim()) ?? [];
    const arrows = named.flatMap(([name, { from, to }]) =>
      from.map((state) => `${state} --> ${to ?? state}: ${name}`),
    );
    expect(lines.toSorted()).toEqual(arrows.toSorted());
  });

  it("hinder a change in every state it may not start from, in words, and as a condition", () => {
    for (const [change, { from, needs }] of named) {
      for (const status of statuses) {
        const hindered = hindrance(change, inStatus(status));
        const mayStart = from.includes(status) && needs === undefined;
        expect(hindered === undefined, `${change} while ${status}`).toBe(mayStart);
      }
      expect(clausesOf(change)[0]).toEqual({ clause: "oneOf", attribute: "status", values: from });
    }
  });

  it("let nothing that happens once happen a second time", () => {
    const acknowledged: Referral = {
      ...inStatus("open"),
      acknowledgement: {
        acknowledgedAt: "2026-11-23T10:30:00.000Z",
        by: "mash",
        subject: "staff",
      },
    };
    expect(hindrance("acknowledge", acknowledged)).toMatch(/acknowledged already/);
    expect(clausesOf("acknowledge")).toContainEqual({
      clause: "absent",
      attribute: "acknowledgement",
    });
  });
});
