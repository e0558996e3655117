// The HTTP operation of statistics: what is asked, what comes back, who may. No behaviour.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { cellSchema, frozenMonthSchema, onTimeSchema } from "./table.ts";

const monthSchema = z
  .string()
  .regex(/^[0-9]{4}-(?:0[1-9]|1[0-2])$/, "Give a month as YYYY-MM.")
  .meta({ description: "YYYY-MM, Europe/London.", example: "2026-01" });

const inMonth = frozenMonthSchema.pick({ month: true });

export const statisticsSchema = z.object({
  months: z.array(frozenMonthSchema.pick({ month: true, frozenAt: true })).meta({
    description: "The months that are counted here, and when each was counted.",
  }),
  cells: z.array(inMonth.extend(cellSchema.shape)).meta({
    description:
      "Consultations by month, outcome and type of agency. A type that is not listed in a month had none.",
  }),
  deadlines: z.array(inMonth.extend(onTimeSchema.shape)).meta({
    description: "The share met in time of the deadlines that were due in the month, in per cent.",
  }),
  notClosed: z.array(z.string()).meta({
    description: "Months that were asked for and are not over yet.",
  }),
});

export const readStatistics = operation({
  id: "read-statistics",
  method: "GET",
  path: "/statistics",
  roles: ["manager", "auditor"],
  runsIn: "statistics",
  tag: "Statistics",
  summary: "Count consultations and deadlines by month",
  description:
    "Closed whole months, by when a consultation was recorded. A month is counted once, when it is first given, and is the same ever after. Numbers from 1 to 4 are given as “fewer than 5”; where one of them could be computed from the others, another is hidden too. There are no sums.",
  query: z.strictObject({
    from: monthSchema,
    to: monthSchema,
  }),
  answers: {
    200: {
      description: "The counts.",
      schema: statisticsSchema,
      example: {
        months: [{ month: "2026-11", frozenAt: "2026-12-01T09:15:00.000Z" }],
        cells: [
          {
            ...{ month: "2026-11", outcome: "advice", agencyType: "primary-school" },
            consultations: 17,
          },
          {
            ...{ month: "2026-11", outcome: "referral", agencyType: "primary-school" },
            consultations: "fewer than 5",
          },
        ],
        deadlines: [{ month: "2026-11", deadline: "acknowledgement", onTimePercent: 94 }],
        notClosed: [],
      },
    },
  },
  problems: [],
});

export const statisticsOperations = [readStatistics] as const;
