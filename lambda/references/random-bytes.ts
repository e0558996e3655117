// Random bytes from the system's cryptographic source, fetched by the hundred and given out once.
import { randomBytes } from "node:crypto";

/** Fetching ten bytes costs more than all the rest of drawing a reference; this is 400 references. */
const POOL_BYTES = 4_096;

let pool = Buffer.alloc(0);
let given = 0;

/** As many bytes as asked for, each given out once and wiped from the pool. */
export function pooledRandomBytes(size: number): Uint8Array {
  if (given + size > pool.length) {
    pool = randomBytes(Math.max(POOL_BYTES, size));
    given = 0;
  }
  const bytes = Uint8Array.from(pool.subarray(given, given + size));
  pool.fill(0, given, given + size);
  given += size;
  return bytes;
}
