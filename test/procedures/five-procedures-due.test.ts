// The deadlines of the five procedures, cell by cell, for starts at the awkward hours of the year.
import { describe, expect, test } from "vitest";
import { deadlinesOf, type ReferralSoFar } from "../../lambda/procedures/deadlines.ts";
import { profileNames } from "../../lambda/procedures/load-procedure.ts";
import { profileInForce } from "./procedure-file.ts";

/** One start, and when each kind of deadline that starts then is due. Worked out with a calendar by hand. */
interface Receipt {
  readonly startsAt: string;
  readonly due: Readonly<Record<Kind, string>>;
}

type Kind =
  | "same day"
  | "1 working day"
  | "3 working days"
  | "24 hours"
  | "48 hours"
  | "24 working hours"
  | "4 working hours"
  | "8 working hours";

const receipts: Readonly<Record<string, Receipt>> = {
  "on an ordinary Monday, at 10:00": {
    startsAt: "2026-11-23T10:00:00Z",
    due: {
      "same day": "2026-11-23T17:00:00Z",
      "1 working day": "2026-11-24T17:00:00Z",
      "3 working days": "2026-11-26T17:00:00Z",
      "24 hours": "2026-11-24T10:00:00Z",
      "48 hours": "2026-11-25T10:00:00Z",
      "24 working hours": "2026-11-25T17:00:00Z",
      "4 working hours": "2026-11-23T14:00:00Z",
      "8 working hours": "2026-11-24T09:30:00Z",
    },
  },
  "on Maundy Thursday, 20 minutes before close": {
    startsAt: "2026-04-02T15:40:00Z",
    due: {
      "same day": "2026-04-02T16:00:00Z",
      "1 working day": "2026-04-07T16:00:00Z",
      "3 working days": "2026-04-09T16:00:00Z",
      "24 hours": "2026-04-03T15:40:00Z",
      "48 hours": "2026-04-04T15:40:00Z",
      "24 working hours": "2026-04-09T14:10:00Z",
      "4 working hours": "2026-04-07T11:10:00Z",
      "8 working hours": "2026-04-07T15:10:00Z",
    },
  },
  "on a Friday evening": {
    startsAt: "2026-11-27T17:30:00Z",
    due: {
      "same day": "2026-11-30T17:00:00Z",
      "1 working day": "2026-12-01T17:00:00Z",
      "3 working days": "2026-12-03T17:00:00Z",
      "24 hours": "2026-11-28T17:30:00Z",
      "48 hours": "2026-11-29T17:30:00Z",
      "24 working hours": "2026-12-02T15:30:00Z",
      "4 working hours": "2026-11-30T12:30:00Z",
      "8 working hours": "2026-11-30T16:30:00Z",
    },
  },
  "on a bank holiday in May": {
    startsAt: "2026-05-25T10:00:00Z",
    due: {
      "same day": "2026-05-26T16:00:00Z",
      "1 working day": "2026-05-27T16:00:00Z",
      "3 working days": "2026-05-29T15:00:00Z",
      "24 hours": "2026-05-26T10:00:00Z",
      "48 hours": "2026-05-27T10:00:00Z",
      "24 working hours": "2026-05-28T14:30:00Z",
      "4 working hours": "2026-05-26T11:30:00Z",
      "8 working hours": "2026-05-26T15:30:00Z",
    },
  },
  "on the Friday before the clocks go back": {
    startsAt: "2026-10-23T14:00:00Z",
    due: {
      "same day": "2026-10-23T15:00:00Z",
      "1 working day": "2026-10-26T17:00:00Z",
      "3 working days": "2026-10-28T17:00:00Z",
      "24 hours": "2026-10-24T14:00:00Z",
      "48 hours": "2026-10-25T14:00:00Z",
      "24 working hours": "2026-10-28T14:30:00Z",
      "4 working hours": "2026-10-26T11:30:00Z",
      "8 working hours": "2026-10-26T15:30:00Z",
    },
  },
  "on the Friday before the clocks go forward": {
    startsAt: "2026-03-27T15:00:00Z",
    due: {
      "same day": "2026-03-27T16:00:00Z",
      "1 working day": "2026-03-30T16:00:00Z",
      "3 working days": "2026-04-01T16:00:00Z",
      "24 hours": "2026-03-28T15:00:00Z",
      "48 hours": "2026-03-29T15:00:00Z",
      "24 working hours": "2026-04-01T13:30:00Z",
      "4 working hours": "2026-03-30T10:30:00Z",
      "8 working hours": "2026-03-30T14:30:00Z",
    },
  },
  "on Christmas Eve, an hour before close": {
    startsAt: "2026-12-24T16:00:00Z",
    due: {
      "same day": "2026-12-24T17:00:00Z",
      "1 working day": "2026-12-29T17:00:00Z",
      "3 working days": "2026-12-31T17:00:00Z",
      "24 hours": "2026-12-25T16:00:00Z",
      "48 hours": "2026-12-26T16:00:00Z",
      "24 working hours": "2026-12-31T14:30:00Z",
      "4 working hours": "2026-12-29T11:30:00Z",
      "8 working hours": "2026-12-29T15:30:00Z",
    },
  },
};

const kinds = Object.keys(receipts["on an ordinary Monday, at 10:00"]?.due ?? {}) as Kind[];

/** What each authority asks for, by what begins it. A cell that is not here is a dash. */
interface Asks {
  readonly verbal: Readonly<Record<string, Kind>>;
  readonly written: Readonly<Record<string, Kind>>;
  readonly confirmed: Readonly<Record<string, Kind>>;
  readonly firstContact: Readonly<Record<string, Kind>>;
  readonly red: Readonly<Record<string, Kind>>;
  readonly amber: Readonly<Record<string, Kind>>;
  readonly meeting: Readonly<Record<string, Kind>>;
}

const nothing = {
  verbal: {},
  written: {},
  confirmed: {},
  firstContact: {},
  red: {},
  amber: {},
  meeting: {},
};
const oxfordshire = {
  evaluation: "same day",
  acknowledgement: "1 working day",
  decision: "1 working day",
} as const;
const northamptonshire = { ...oxfordshire, "referrer-contacts-again": "24 working hours" } as const;
const manchesterInWriting = {
  acknowledgement: "1 working day",
  "referrer-contacts-again": "3 working days",
} as const;
const greaterManchester: Asks = {
  ...nothing,
  verbal: { "written-confirmation": "48 hours", decision: "1 working day" },
  written: { ...manchesterInWriting, decision: "1 working day" },
  confirmed: manchesterInWriting,
  meeting: { "strategy-record": "1 working day" },
};

const asks: Readonly<Record<string, Asks>> = {
  oxfordshire: { ...nothing, verbal: oxfordshire, written: oxfordshire },
  norfolk: {
    ...nothing,
    verbal: { acknowledgement: "1 working day" },
    written: { acknowledgement: "1 working day" },
    firstContact: { "contact-decision": "24 hours", decision: "1 working day" },
  },
  northamptonshire: {
    ...nothing,
    verbal: { ...northamptonshire, "written-confirmation": "48 hours" },
    written: northamptonshire,
    red: { checks: "4 working hours" },
    amber: { checks: "8 working hours" },
  },
  "greater-manchester": greaterManchester,
  trafford: greaterManchester,
};

/** Long before and after any other start, so that nothing else of a test falls on it. */
const elsewhere = new Date("2026-02-02T10:00:00Z");

/** A referral in which just one thing starts at `at`, and the rest somewhere else or never. */
const startingAt: Readonly<Record<keyof Asks, (at: Date) => Partial<ReferralSoFar>>> = {
  verbal: (at) => ({ channel: "verbal", receivedAt: at, firstContactAt: elsewhere }),
  written: (at) => ({ channel: "written", receivedAt: at, firstContactAt: elsewhere }),
  confirmed: (at) => ({ channel: "verbal", confirmedInWritingAt: at }),
  firstContact: (at) => ({ firstContactAt: at }),
  red: (at) => ({ checks: { startedAt: at, urgency: "red" } }),
  amber: (at) => ({ checks: { startedAt: at, urgency: "amber" } }),
  meeting: (at) => ({ strategyMeetingAt: at }),
};

function dueIn(name: string, start: keyof Asks, at: Date): Record<string, string> {
  const { deadlines } = deadlinesOf(profileInForce(name), {
    channel: "written",
    referrer: { kind: "practitioner" },
    receivedAt: elsewhere,
    ...startingAt[start](at),
  });
  const started = deadlines.filter(({ startedAt }) => startedAt.getTime() === at.getTime());
  return Object.fromEntries(
    started.map(({ code, dueAt }) => [code, dueAt.toISOString().replace(".000Z", "Z")]),
  );
}

const cells = Object.entries(asks).flatMap(([name, starts]) =>
  Object.keys(starts).map((start) => [name, start as keyof Asks] as const),
);

describe.each(cells)("%s, from %s", (name, start) => {
  test.each(Object.entries(receipts))("%s", (_, { startsAt, due }) => {
    const expected = Object.entries(asks[name]?.[start] ?? {});
    expect(dueIn(name, start, new Date(startsAt))).toEqual(
      Object.fromEntries(expected.map(([code, kind]) => [code, due[kind]])),
    );
  });
});

test("every kind of deadline is looked at, and every rule of every procedure", () => {
  const looked = Object.values(asks).flatMap((starts) =>
    Object.values(starts).flatMap((of) => Object.values(of)),
  );
  expect(new Set(looked)).toEqual(new Set(kinds));
  for (const [name, starts] of Object.entries(asks)) {
    const codes = Object.values(starts).flatMap((of) => Object.keys(of));
    const rules = profileInForce(name).procedure.referrals.rules.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(rules));
  }
  expect(Object.keys(asks).sort()).toEqual(profileNames());
});
