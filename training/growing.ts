// An array of numbers that grows, and is then laid in memory that threads can share.

export type Shared = Uint8Array | Uint16Array | Uint32Array | Int32Array;
interface Kind<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): A;
  new (buffer: SharedArrayBuffer): A;
}

export class Growing<A extends Shared> {
  length = 0;
  private items: A;
  private readonly Kind: Kind<A>;

  constructor(kind: Kind<A>) {
    this.Kind = kind;
    this.items = new kind(1 << 16);
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new this.Kind(2 * this.length);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }

  /** The items alone. */
  shared(): A {
    const all = new this.Kind(new SharedArrayBuffer(this.Kind.BYTES_PER_ELEMENT * this.length));
    all.set(this.items.subarray(0, this.length));
    return all;
  }
}
