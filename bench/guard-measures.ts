// What is counted of the guard's work on marked texts: each goal by the texts' author and over all.

import { findMarks } from "../lambda/screening/layers.ts";
import { normalise } from "../lambda/screening/normalised-text.ts";
import type { Tagger } from "../lambda/screening/tagger.ts";
import { authorOf, type MarkedText, type Span } from "../training/marked-text.ts";

/** Share of a span's units under a mark from which it counts as hidden whole. */
const wholeShare = 0.8;
const ofOwnForm = new Set(
  "EMAIL PHONE NHS NINO POSTCODE UPN URL VEHICLE_REG DRIVING_LICENCE".split(" "),
);
const varieties: Readonly<Record<string, string>> = {
  "": "plain",
  lower: "lower case and capitals",
  word: "names that are words",
};
const personGoals: Readonly<Record<string, string>> = {
  "": "≥ 99",
  lower: "≥ 95",
  word: "≥ 92",
  initials: "≥ 85",
};

interface Goal {
  readonly name: string;
  readonly goal: string;
  readonly byAuthor: Map<string, { hits: number; n: number }>;
}

type Place = Pick<Span, "start" | "end">;

function overlap(one: Place, other: Place): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function around(text: string, { start, end }: Place): string {
  const context = text.slice(Math.max(0, start - 40), end + 30).replaceAll("\n", "⏎");
  return `[${text.slice(start, end)}] … ${context}`;
}

/** Wilson's interval for a share, in percent. */
function interval(hits: number, n: number): string {
  const z = 1.96;
  const share = hits / n;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half =
    (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return `${(100 * Math.max(0, middle - half)).toFixed(1)}–${(100 * Math.min(1, middle + half)).toFixed(1)}`;
}

const percent = (hits: number, n: number) => (n === 0 ? "" : ((100 * hits) / n).toFixed(1));

export class Measures {
  private readonly goals = new Map<string, Goal>();
  /** What was missed and what was flagged wrongly. */
  readonly shown: string[] = [];

  add(marked: MarkedText, tagger: Tagger): void {
    const { text, spans, kind, id } = marked;
    const author = authorOf(marked);
    const count = (name: string, isHit: boolean, goal = "") =>
      this.count(author, name, isHit, goal);
    const normalised = normalise(text);
    const marks = findMarks(normalised, [], tagger).map((mark) => ({
      ...mark,
      start: normalised.startOf(mark.start),
      end: normalised.endOf(mark.end - 1),
    }));
    const isFound = (span: Span) => marks.some((mark) => overlap(mark, span) > 0);
    for (const span of spans) {
      this.countSpan(author, span, isFound(span));
      const under = marks.reduce((sum, mark) => sum + overlap(mark, span), 0);
      if (isFound(span))
        count("found spans hidden whole", under >= wholeShare * (span.end - span.start));
      else this.shown.push(`${id} missed ${span.type}/${span.variety} ${around(text, span)}`);
    }
    const wrong = marks.filter((mark) => !spans.some((span) => overlap(mark, span) > 0));
    for (const mark of wrong)
      this.shown.push(`${id} ${kind} wrongly ${mark.type} ${mark.certainty} ${around(text, mark)}`);
    if (spans.length > 0) {
      count("texts with identifiers that leak any", !spans.every(isFound), "≤ 4");
      count("texts with identifiers where something else is flagged", wrong.length > 0);
    } else if (kind === "clean") count("clean narratives stopped", wrong.length > 0, "≤ 3");
    else count("hard clean texts stopped", wrong.length > 0, "≤ 6");
  }

  private countSpan(author: string, { type, variety }: Span, isHit: boolean): void {
    const count = (name: string, goal = "") => this.count(author, name, isHit, goal);
    if (type === "PERSON") {
      count("people", "≥ 97");
      count(`people, ${varieties[variety] ?? variety}`, personGoals[variety]);
    } else if (ofOwnForm.has(type)) {
      if (variety === "") count("own form, plain", "100");
      else count("own form, disguised", "≥ 98");
    } else count(type.toLowerCase().replace("_", " "));
  }

  private count(author: string, name: string, isHit: boolean, goal: string): void {
    const entry = this.goals.get(name) ?? { name, goal, byAuthor: new Map() };
    for (const key of [author, ""]) {
      const { hits, n } = entry.byAuthor.get(key) ?? { hits: 0, n: 0 };
      entry.byAuthor.set(key, { hits: hits + (isHit ? 1 : 0), n: n + 1 });
    }
    this.goals.set(name, entry);
  }

  /** A table in Markdown; with a column for each author where there are several. */
  table(authors: readonly string[]): string {
    const columns = authors.length > 1 ? authors : [];
    const lines = [...this.goals.values()]
      .sort((one, other) => one.name.localeCompare(other.name))
      .map(({ name, goal, byAuthor }) => {
        const { hits, n } = byAuthor.get("") ?? { hits: 0, n: 0 };
        const each = columns.map((author) => {
          const own = byAuthor.get(author);
          return own ? percent(own.hits, own.n) : "";
        });
        return [name, goal, percent(hits, n), n, interval(hits, n), ...each];
      });
    const head = ["what", "goal, %", "%", "of n", "95 % interval", ...columns];
    return [head, head.map(() => "---"), ...lines]
      .map((cells) => `| ${cells.join(" | ")} |`)
      .join("\n");
  }
}
