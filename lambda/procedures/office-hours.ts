// When the authority's offices are open, as a procedure file writes it.
import * as z from "zod";
import { assumed, date, shortName, timeOfDay } from "./wording.ts";

/** Morning and afternoon, and one more: nobody's day has more parts. */
const MOST_INTERVALS = 3;

const interval = z
  .tuple([timeOfDay, timeOfDay], {
    error: "This has to be a pair of times, opening and closing, such as [“08:30”, “17:00”].",
  })
  .refine(([opens, closes]) => opens < closes, { error: "Closing has to come after opening." });

const day = z
  .array(interval)
  .max(MOST_INTERVALS, { error: `A day has at most ${MOST_INTERVALS} times of opening.` })
  .refine(
    (intervals) =>
      intervals.every(([opens], i) => i === 0 || opens >= (intervals[i - 1]?.[1] ?? "")),
    { error: "The times of a day have to follow one another without overlapping." },
  )
  .meta({ description: "Opening and closing times, Europe/London; [] for a day that is closed." });

export const officeHoursSchema = z
  .strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day, assumed })
  .refine(
    ({ assumed: _, ...week }) => Object.values(week).some((intervals) => intervals.length > 0),
    { error: "The office has to be open at some time of the week." },
  );

export const closureSchema = z
  .strictObject({
    from: date,
    to: date.optional().meta({ description: "The last day; one day, where it is left out." }),
    why: shortName.meta({ description: "Such as “between Christmas and New Year”." }),
  })
  .refine(({ from, to = from }) => from <= to, {
    error: "The last day can't be before the first.",
  });
