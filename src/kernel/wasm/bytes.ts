/** Bytes written front to back. A module is some hundred thousand of them: whole pieces are copied at once. */
export interface Bytes {
  readonly push: (...bytes: readonly number[]) => void;
  readonly append: (bytes: Uint8Array) => void;
  readonly length: () => number;
  /** What has been written; valid until more is. */
  readonly written: () => Uint8Array<ArrayBuffer>;
}

export function openBytes(capacity = 256): Bytes {
  let buffer = new Uint8Array(capacity);
  let length = 0;
  const reserve = (more: number) => {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * buffer.length, length + more));
    larger.set(buffer);
    buffer = larger;
  };
  return {
    push: (...bytes) => {
      reserve(bytes.length);
      for (const byte of bytes) buffer[length++] = byte;
    },
    append: (bytes) => {
      reserve(bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
    },
    length: () => length,
    written: () => buffer.subarray(0, length),
  };
}

/** LEB128, the variable-length whole numbers of the binary format. */
export function unsigned(bytes: Bytes, value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
}

export function signed(bytes: Bytes, value: bigint): void {
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return;
  }
}
