// The symbols of a reference as numbers modulo 23, and the two check symbols that every word of them ends with.

/** No vowels and no two that look alike. Their number is prime, so that every equation below can be solved. */
export const ALPHABET = "0123456789CFGHJKMRTVWXY";

export const MODULUS = ALPHABET.length;

/** Σ i·cᵢ and Σ i²·cᵢ modulo 23, positions i counted from 1. */
export type Sums = { readonly first: number; readonly second: number };

export function sumsOf(values: readonly number[]): Sums {
  let first = 0;
  let second = 0;
  let position = 0;
  for (const value of values) {
    position += 1;
    first += position * value;
    second += position * position * value;
  }
  return { first: first % MODULUS, second: second % MODULUS };
}

/**
 * Ten values and the two that bring the sums to `target`: 11·a + 12·b ≡ u and 11²·a + 12²·b ≡ v are solved by
 * a ≡ 2v − u and b ≡ 2v + u.
 */
export function withCheckSymbols(ten: readonly number[], target: Sums): number[] {
  const sums = sumsOf(ten);
  const u = target.first - sums.first;
  const v = target.second - sums.second;
  return [...ten, residue(2 * v - u), residue(2 * v + u)];
}

export function symbolsOf(values: readonly number[]): string {
  return values.map((value) => ALPHABET.charAt(value)).join("");
}

function residue(value: number): number {
  return ((value % MODULUS) + MODULUS) % MODULUS;
}
