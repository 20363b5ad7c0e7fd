/** Uniform numbers in (0, 1) from a 32-bit counter hash, for simulations that must be the same on every run. */
export function pinnedUniforms(seed: number): () => number {
  let counter = seed;
  return () => {
    counter = (counter + 0x6d2b79f5) | 0;
    let hash = Math.imul(counter ^ (counter >>> 15), counter | 1);
    hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
    return (((hash ^ (hash >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

export function drawn(n: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: n }, draw);
}
