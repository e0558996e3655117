// A procedure file that can't be used, with all that is wrong with it.

export interface Mistake {
  /** A JSON pointer into the file, such as `/contacts/mash/phone`; `""` for the file itself. */
  readonly pointer: string;
  readonly message: string;
}

/** A procedure file that can't be used; the message has a line for every mistake. */
export class ProcedureErrors extends Error {
  override readonly name = "ProcedureErrors";
  readonly errors: readonly Mistake[];
  /** The file, where it is known. */
  readonly file?: string;

  constructor(errors: readonly Mistake[], file?: string) {
    const count = errors.length === 1 ? "one mistake" : `${errors.length} mistakes`;
    const lines = errors.map(({ pointer, message }) => `  ${pointer || "(the file)"}: ${message}`);
    super(`The procedure ${file ?? "file"} has ${count}:\n${lines.join("\n")}`);
    this.errors = errors;
    this.file = file;
  }
}
