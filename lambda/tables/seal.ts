// Seals what a caller may carry but neither read nor change: cursors of lists, tokens of links.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Far above any real seal; longer input is refused before any work. */
const MAX_SEALED_CHARACTERS = 2_000;

export interface Seal {
  /** Seals a value for one purpose, as URL-safe text. */
  seal(purpose: string, value: unknown): string;
  /** The value, or undefined where the text was not sealed here for this purpose. */
  open(purpose: string, text: string): unknown;
}

/**
 * Makes seals from a secret of any length: AES-256-GCM, with the purpose bound in, so that the
 * cursor of one list doesn't open another, nor a cursor a filing link.
 */
export function sealWith(secret: string): Seal {
  const key = createHash("sha256").update(secret).digest();
  return {
    seal(purpose, value) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
      return Buffer.concat([iv, body, cipher.getAuthTag()]).toString("base64url");
    },
    open(purpose, text) {
      const bytes = Buffer.from(text.slice(0, MAX_SEALED_CHARACTERS), "base64url");
      if (text.length > MAX_SEALED_CHARACTERS || bytes.length <= IV_BYTES + TAG_BYTES)
        return undefined;
      // Base64 has many spellings of the same bytes; only ours counts.
      if (bytes.toString("base64url") !== text) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const body = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
        return JSON.parse(Buffer.concat([body, decipher.final()]).toString("utf8"));
      } catch {
        return undefined;
      }
    },
  };
}
