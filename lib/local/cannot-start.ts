// A reason why the service on this machine can't start or go on, in words for the person at the terminal.

/** Says what happened, what it means and what to do; shown without a stack. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}
