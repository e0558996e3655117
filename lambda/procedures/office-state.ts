// Whether the authority's offices are open, as far as the calendar reaches.
import { bankHolidaysOf } from "../working-time/bank-holidays.ts";
import { type WorkingTime, workingTime } from "../working-time/working-time.ts";
import type { Procedure } from "./procedure.ts";

/** `not-known` past the last year of published bank holidays: then both numbers are given. */
export type OfficeState = "open" | "closed" | "not-known";

/** The authority's working time: its office hours, its nation's bank holidays, its closures. */
export function workingTimeOf({ officeHours, nation, closures }: Procedure): WorkingTime {
  const { assumed: _, ...week } = officeHours;
  return workingTime({
    officeHours: week,
    bankHolidays: bankHolidaysOf(nation).dates,
    closures: closures.map(({ from, to = from }) => ({ from, to })),
  });
}

/** Whether the offices are open at an instant; never throws. */
export function officeStateAt(time: WorkingTime, at: Date): OfficeState {
  try {
    return time.isOpen(at) ? "open" : "closed";
  } catch {
    // Somebody may be waiting with a child in danger: an unknown calendar must not stop a direction.
    return "not-known";
  }
}
