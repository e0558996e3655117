// Mistakes of a procedure file that lie between its parts. They read data of any shape, so that they are
// named together with the mistakes of shape and nobody has to start five times.
import type { Mistake } from "./procedure-errors.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What contradicts itself in the data of a procedure file. */
export function contradictionsIn(data: unknown): readonly Mistake[] {
  const procedure = fields(data);
  const consultations = fields(procedure.consultations);
  const referrals = fields(procedure.referrals);
  return [
    ...codesUsedTwice(procedure.sources, "/sources", "source"),
    ...codesUsedTwice(consultations.outcomes, "/consultations/outcomes", "outcome"),
    ...codesUsedTwice(referrals.outcomes, "/referrals/outcomes", "outcome"),
    ...directionOf(consultations),
    ...list(referrals.rules).flatMap((rule, i) =>
      mistakesOfRule(fields(rule), `/referrals/rules/${i}`),
    ),
    ...unknownSources(procedure),
  ];
}

function codesUsedTwice(entries: unknown, at: string, noun: string): Mistake[] {
  const seen = new Set<unknown>();
  return list(entries).flatMap((entry, i) => {
    const { code } = fields(entry);
    if (typeof code !== "string" || !seen.has(code)) {
      seen.add(code);
      return [];
    }
    return [
      { pointer: `${at}/${i}/code`, message: `Another ${noun} has the code “${code}” already.` },
    ];
  });
}

function directionOf({ noNames, direction }: Fields): Mistake[] {
  const pointer = "/consultations/direction";
  if (noNames === "forbidden" && direction === undefined) {
    return [{ pointer, message: "Where no-names is forbidden, say what callers do instead." }];
  }
  if (noNames === "allowed" && direction !== undefined) {
    return [{ pointer, message: "This is said only where no-names is forbidden. Leave it out." }];
  }
  return [];
}

function mistakesOfRule(rule: Fields, at: string): Mistake[] {
  const { amount, unit } = fields(rule.within);
  return [
    ...(rule.within === undefined && rule.by === undefined
      ? [{ pointer: at, message: "Say until when: either “within” or “by”." }]
      : []),
    ...(rule.within !== undefined && rule.by !== undefined
      ? [{ pointer: at, message: "Say either “within” or “by”, not both." }]
      : []),
    ...(amount === 0 && unit !== "same-day"
      ? [{ pointer: `${at}/within/amount`, message: "Only “same-day” has the amount 0." }]
      : []),
    ...(typeof amount === "number" && amount !== 0 && unit === "same-day"
      ? [{ pointer: `${at}/within/amount`, message: "“same-day” has the amount 0." }]
      : []),
    ...codesUsedTwice(rule.stages, `${at}/stages`, "stage of this rule"),
    ...list(rule.stages).flatMap((stage, i) =>
      spanOfStage(fields(stage).at, `${at}/stages/${i}/at`),
    ),
  ];
}

function spanOfStage(of: unknown, at: string): Mistake[] {
  return (["before", "after"] as const)
    .filter((side) => fields(fields(of)[side]).unit === "same-day")
    .map((side) => ({
      pointer: `${at}/${side}/unit`,
      message: "A stage is not counted in “same-day”. Use “working-hours”, or after 0 “hours”.",
    }));
}

function unknownSources(procedure: Fields): Mistake[] {
  const known = new Set(list(procedure.sources).map((source) => fields(source).code));
  // Without any source that alone is the mistake.
  if (known.size === 0) return [];
  const cited = [
    ...list(fields(procedure.consultations).sources).map((source, i) => ({
      from: fields(source).from,
      pointer: `/consultations/sources/${i}/from`,
    })),
    ...list(fields(procedure.referrals).rules).map((rule, i) => ({
      from: fields(fields(rule).source).from,
      pointer: `/referrals/rules/${i}/source/from`,
    })),
  ];
  return cited
    .filter(({ from }) => typeof from === "string" && !known.has(from))
    .map(({ pointer, from }) => ({
      pointer,
      message: `None of the procedure's sources has the code “${from}”.`,
    }));
}

const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
