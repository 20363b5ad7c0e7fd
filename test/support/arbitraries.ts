import fc from 'fast-check';

/** What a token meets: a seed for each law, from its name, so that no seed was ever chosen for its outcome. */
export function pinned(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

/** Evenly spread, the ends included. `fc.double` favours tiny numbers, in which nothing ever happens to a fund. */
export const evenly = (min: number, max: number) =>
  fc.integer({ min: 0, max: 1_000_000 }).map((i) => min + (max - min) * (i / 1_000_000));

export const leverages = fc.oneof(
  fc.constantFrom(3, -3, 2, -1, -2, 1, 0, 0.5, 5, 10, -10),
  evenly(-10, 10).map((leverage) => Math.round(leverage * 1000) / 1000),
);

/** Simple returns, with the ones that hurt: none, tiny, nearly everything, tenfold. */
export const returns = fc.oneof(
  { weight: 6, arbitrary: evenly(-0.3, 0.3) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-16, -1e-16, -1 / 3, 1 / 3, -0.5, 0.1, -0.1, -0.999, 10) },
);

/** Returns that no re-levered token of up to tenfold leverage dies of. */
export const gentleReturns = fc.oneof(
  { weight: 6, arbitrary: evenly(-0.09, 0.09) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1e-16, -1e-16) },
);

/** A return that is exactly the one that wipes a leverage out, or the double beside it. */
export const edgeReturns = (leverage: number) =>
  Math.abs(leverage) <= 1
    ? returns
    : fc.constantFrom(-1 / leverage, 1 / leverage).chain((edge) => fc.constantFrom(edge, above(edge), below(edge)));

export const fundingRates = fc.oneof(fc.constant(0), evenly(-0.03, 0.03));
export const fees = fc.oneof(fc.constant(0), evenly(0, 0.05));

const bits = new DataView(new ArrayBuffer(8));

/** The next double away from zero. */
export function above(x: number): number {
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

/** The next double towards zero. */
export function below(x: number): number {
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) - 1n);
  return bits.getFloat64(0);
}

/** |a - b| within `tolerance` of 1 or of the larger of the two, whichever is more. */
export function near(a: number, b: number, tolerance = 1e-12): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}
