// POST /procedure/what-if: the deadlines a referral would have. Nothing is read and nothing stored.
import { type FieldError, Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { bankHolidaysOf } from "../working-time/bank-holidays.ts";
import * as contract from "./contract.ts";
import { deadlineAnswer } from "./deadline-answer.ts";
import { deadlinesOf } from "./deadlines.ts";
import type { ProcedureInForce } from "./in-force.ts";
import { dayInWords } from "./procedure-words.ts";
import { beforeCalendarErrors, firstContactErrors } from "./receipt-errors.ts";

export interface WhatIfEffects {
  readonly procedure: ProcedureInForce;
}

export const whatIf = ({ procedure }: WhatIfEffects) =>
  implement({
    operation: contract.whatIf,
    async handle({ body, at }) {
      const { channel, referrer, urgency, firstContactAt = body.receivedAt } = body;
      refuse(firstContactErrors({ firstContactAt }, body));
      refuse(outOfCalendar(firstContactAt, body.receivedAt, procedure));
      const receivedAt = new Date(body.receivedAt);
      const { deadlines, beyondCalendar } = deadlinesOf(procedure, {
        ...{ channel, referrer, receivedAt, firstContactAt: new Date(firstContactAt) },
        ...(urgency && { checks: { startedAt: receivedAt, urgency } }),
      });
      if (beyondCalendar.length > 0) refuse([calendarEnds(procedure)]);
      const answer: contract.WhatIfAnswer = {
        deadlines: deadlines.map((deadline) => deadlineAnswer(deadline, at)),
      };
      return { status: 200, body: answer };
    },
  });

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Problem("validation-failed", undefined, { errors });
}

function outOfCalendar(
  firstContactAt: string,
  receivedAt: string,
  procedure: ProcedureInForce,
): readonly FieldError[] {
  const { reachesTo } = bankHolidaysOf(procedure.procedure.nation);
  if (Date.parse(receivedAt) >= Date.parse(reachesTo) + DAY_MS) return [calendarEnds(procedure)];
  return beforeCalendarErrors({ receivedAt, firstContactAt }, procedure);
}

const DAY_MS = 24 * 60 * 60 * 1000;

function calendarEnds({ procedure }: ProcedureInForce): FieldError {
  const { reachesTo } = bankHolidaysOf(procedure.nation);
  const message = `Bank holidays are published up to ${dayInWords(reachesTo)} only, and some of these deadlines go past that: nobody can say when they are due. Give an earlier date.`;
  return { pointer: "/receivedAt", code: "after-calendar", message };
}
