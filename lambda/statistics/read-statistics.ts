// GET /statistics: the counts of closed months, each as it was first given.
import type * as z from "zod";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import { monthsFrozen, type StatisticsEffects } from "./freeze-month.ts";
import { isClosed, monthsBetween } from "./months.ts";

/** Three years: what is counted for the first time takes a second at most. */
const MAX_MONTHS = 36;

export const readStatistics = (effects: StatisticsEffects) =>
  implement<typeof contract.readStatistics>({
    operation: contract.readStatistics,

    async handle({ at, query: { from, to } }) {
      const months = monthsBetween(from, to, MAX_MONTHS + 1);
      if (months.length === 0) {
        throw new Problem(
          "malformed-request",
          "“to” is before “from”. Give the earlier month first.",
        );
      }
      if (months.length > MAX_MONTHS) {
        throw new Problem(
          "malformed-request",
          `These are more than ${MAX_MONTHS} months. Ask for them in pieces.`,
        );
      }
      const frozen = await monthsFrozen(
        effects,
        months.filter((month) => isClosed(month, at)),
        at,
      );
      const body: z.infer<typeof contract.statisticsSchema> = {
        months: frozen.map(({ month, frozenAt }) => ({ month, frozenAt })),
        cells: frozen.flatMap(({ month, cells }) => cells.map((cell) => ({ month, ...cell }))),
        deadlines: frozen.flatMap(({ month, deadlines }) =>
          deadlines.map((one) => ({ month, ...one })),
        ),
        notClosed: months.filter((month) => !isClosed(month, at)),
      };
      return { status: 200, body };
    },
  });
