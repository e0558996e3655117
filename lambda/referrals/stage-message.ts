// What a stage of a deadline says, and to whom: a reminder before it is due, word that it was missed after.
import type { MessageKind } from "../messages/message.ts";
import type { Deadline, Stage } from "./deadline.ts";

/**
 * The kind of message a stage owes. A referrer who waits for an acknowledgement is asked to contact
 * social care again (R19); a stage that office hours have moved past the due time says that it was missed.
 */
export function kindOfStage(
  { metBy, dueAt }: Pick<Deadline, "metBy" | "dueAt">,
  { to, at }: Pick<Stage, "to" | "at">,
): MessageKind {
  if (to === "referrer" && metBy === "acknowledged") return "referrer-contact-again";
  return at < dueAt ? "deadline-reminder" : "deadline-missed";
}
