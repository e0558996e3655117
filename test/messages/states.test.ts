// The states of a message: what is data, what is drawn, and what can never happen.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  evidenceTransitions,
  messageStates,
  type Transition,
  transitions,
} from "../../lambda/messages/message.ts";

const arrows = (named: Readonly<Record<string, Transition>>, prefix = "") =>
  Object.entries(named).flatMap(([name, { from, to }]) =>
    from.map((state) => `${state} --> ${to}: ${prefix}${name}`),
  );

describe("the states of a message", () => {
  it("are drawn as they are", () => {
    const drawn = readFileSync(new URL("../../docs/states.md", import.meta.url), "utf8");
    const [ofMessages = ""] = drawn.split("# States of a referral");
    const lines = ofMessages.match(/^ {2}[a-z-]+ --> .*$/gm)?.map((line) => line.trim()) ?? [];
    expect(lines.toSorted()).toEqual(
      [...arrows(transitions), ...arrows(evidenceTransitions, "report ")].toSorted(),
    );
  });

  it("can all be reached", () => {
    const all = [...Object.values(transitions), ...Object.values(evidenceTransitions)];
    const reached = new Set<string>(all.map(({ to }) => to));
    expect(messageStates.filter((state) => !reached.has(state))).toEqual([]);
  });

  it("never lead from withheld to anywhere: a withheld form does not go", () => {
    const all: Transition[] = [
      ...Object.values(transitions),
      ...Object.values(evidenceTransitions),
    ];
    expect(all.filter(({ from }) => from.includes("withheld"))).toEqual([]);
  });

  it("never take a complaint or a bounce for a delivery, whatever comes later", () => {
    const { delivered }: Record<string, Transition> = evidenceTransitions;
    expect(delivered?.from).not.toContain("bounced");
    expect(delivered?.from).not.toContain("complained");
  });
});
