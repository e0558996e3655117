// The headers of a mail as they stand in it, unfolded (RFC 5322, section 2.2).

export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** In their order; what is no header line is passed over. */
export function mailHeaders(raw: Uint8Array): readonly MailHeader[] {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = bytes.indexOf(/* an empty line */ "\r\n\r\n");
  const block = (end < 0 ? bytes : bytes.subarray(0, end)).toString("utf8");
  return block
    .replace(/\r\n(?=[ \t])/g, "")
    .split("\r\n")
    .flatMap((line) => {
      const colon = line.indexOf(":");
      const name = line.slice(0, colon);
      return /^[\x21-\x7e]+$/.test(name) ? [{ name, value: line.slice(colon + 1).trim() }] : [];
    });
}
