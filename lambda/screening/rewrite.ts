// Writes a text again with each finding's neutral phrase in its place.

import type { Finding } from "./finding.ts";

/**
 * The text with every finding replaced by its suggestion; a possessive after a name stays.
 * Offsets are UTF-16 units of `text`. A finding that overlaps an earlier one, or stands outside the text, is passed over.
 */
export function rewrite(
  text: string,
  findings: readonly Pick<Finding, "start" | "end" | "suggestion">[],
): string {
  const inOrder = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  let rewritten = "";
  let at = 0;
  for (const { start, end, suggestion } of inOrder) {
    if (start < at || end <= start || end > text.length) continue;
    rewritten += text.slice(at, start);
    rewritten += opensSentence(rewritten)
      ? suggestion.charAt(0).toUpperCase() + suggestion.slice(1)
      : suggestion;
    at = end;
  }
  return rewritten + text.slice(at);
}

function opensSentence(before: string): boolean {
  return /(?:^|[.!?]["')]{0,2}\s{1,3}|\n)$/.test(before.slice(-6));
}
