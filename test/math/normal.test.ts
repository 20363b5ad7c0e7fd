import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { exactly, exactNormal, neighbour, points, ulpsBetween } from './reference.ts';

const oracles: {
  normalQuantile: { relativeTolerance: number; table: readonly (readonly [p: number, z: number])[] };
  normalDistribution: {
    relativeTolerance: number;
    table: readonly (readonly [z: number, below: number, above: number])[];
  };
} = JSON.parse(readFileSync(new URL('../oracles/random.json', import.meta.url), 'utf8'));

const next = points(2);
const some = (count: number, choose: () => number): number[] => Array.from({ length: count }, choose);

test('the normal quantile agrees with the table of reference values', () => {
  const { table, relativeTolerance } = oracles.normalQuantile;
  for (const [p, z] of table) {
    expect(Math.abs(math.normalQuantile(p) - z), `p = ${p}`).toBeLessThanOrEqual(relativeTolerance * Math.abs(z));
  }
});

test('the normal distribution function agrees with the table of reference values, on both sides', () => {
  const { table, relativeTolerance } = oracles.normalDistribution;
  const oneSubnormalStep = 5e-324;
  for (const [z, below, above] of table) {
    expect(Math.abs(math.normalCdf(z) - below), `z = ${z}`).toBeLessThanOrEqual(
      Math.max(relativeTolerance * below, below < 1e-307 ? oneSubnormalStep : 0),
    );
    expect(Math.abs(math.normalSurvival(z) - above), `z = ${z}`).toBeLessThanOrEqual(relativeTolerance * above);
    expect(math.normalSurvival(z)).toBe(math.normalCdf(-z));
  }
});

test('the normal distribution function is within 6 ulp of the true value, in the far tail too', () => {
  const zs = [
    ...some(6000, () => 12 * next() - 6),
    ...some(1000, () => -5 - 3 * next()),
    ...some(60, () => -8 - 29.5 * next()),
    ...[0.67448975, 5.656854249492381, 37].flatMap((z) => [-2, -1, 0, 1, 2].map((i) => -neighbour(z, i))),
    0.67448975,
  ];
  for (const z of zs) expect(ulpsBetween(math.normalCdf(z), exactNormal(z).below), `z = ${z}`).toBeLessThan(6);
});

test('the normal quantile is within 6 ulp of the true value', () => {
  const ps = [
    ...some(4000, next).filter((p) => p > 0),
    ...some(2000, () => 0.03 * next() + 1e-12),
    ...some(300, () => 2 ** (-60 * next() - 1)),
    ...some(60, () => 2 ** (-900 * next() - 60)),
    ...[0.075, 0.925, 0.02425, 0.97575, 1.3887943864964021e-11].flatMap((p) =>
      [-2, -1, 0, 1, 2].map((i) => neighbour(p, i)),
    ),
    0.5 + 2 ** -50,
    0.5 - 2 ** -54,
  ].filter((p) => p !== 0.5);
  for (const p of ps) {
    const z = math.normalQuantile(p);
    // One Newton step from z reaches the true quantile to far beyond a double: z - (Phi(z) - p) / density.
    const { density, below } = exactNormal(z);
    const bits = -below.exponent;
    const fixedP = shiftTo(p, bits);
    const truth = { n: shiftTo(z, bits) - ((below.n - fixedP) << BigInt(bits)) / density.n, exponent: -bits };
    expect(ulpsBetween(z, truth), `p = ${p}`).toBeLessThan(6);
  }
});

function shiftTo(x: number, bits: number): bigint {
  const { n, exponent } = exactly(x);
  return exponent + bits >= 0 ? n << BigInt(exponent + bits) : n >> BigInt(-exponent - bits);
}

// Kills: 1 - p replaced by p in the upper half; a wrong sign on one side.
test('the quantile of 1 - p is minus the quantile of p', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 52 - 1 }), (k) => {
      const p = k * 2 ** -52;
      expect(math.normalQuantile(1 - p)).toBe(0 - math.normalQuantile(p));
    }),
    { seed: 3 },
  );
});

test('the quantile and the distribution function undo each other', () => {
  fc.assert(
    fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (z) => {
      // The condition of the inverse problem: an error of one ulp in p is p / density(z) / |z| of them in z.
      const tolerance = 1e-14 * Math.abs(z) + 1e-15 * (z > 0 ? Math.exp((z * z) / 2) * 3 : 3);
      expect(Math.abs(math.normalQuantile(math.normalCdf(z)) - z)).toBeLessThan(tolerance);
    }),
    { seed: 4, examples: [[-37], [-20], [0], [5]] },
  );
});

test('the chances of less and of more add up to one', () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (z) => {
      expect(Math.abs(math.normalCdf(z) + math.normalSurvival(z) - 1)).toBeLessThanOrEqual(2.3e-16);
    }),
    { seed: 5 },
  );
});

test('the ends of the scale: certain and impossible events, infinity and NaN', () => {
  expect(math.normalQuantile(0)).toBe(-Infinity);
  expect(math.normalQuantile(1)).toBe(Infinity);
  expect(math.normalQuantile(0.5)).toBe(0);
  expect(math.normalQuantile(5e-324)).toBeCloseTo(-38.4674, 3);
  for (const p of [-1e-9, 1.001, Infinity, -Infinity, NaN]) expect(math.normalQuantile(p)).toBeNaN();
  expect(math.normalCdf(-Infinity)).toBe(0);
  expect(math.normalCdf(-39)).toBe(0);
  expect(math.normalCdf(Infinity)).toBe(1);
  expect(math.normalCdf(0)).toBe(0.5);
  expect(math.normalCdf(-0)).toBe(0.5);
  expect(math.normalCdf(NaN)).toBeNaN();
});
