// The name of the form's file.

/** The reference, and nothing anybody typed. */
export const formFileName = (reference: string, extension: "pdf" | "html" | "txt"): string =>
  `consultation-${reference}.${extension}`;
