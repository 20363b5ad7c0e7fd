import { expect, test } from 'vitest';
import { math } from '../../src/math/math.ts';
import { seedKey } from '../../src/random/seed.ts';
import { openStream } from '../../src/random/stream.ts';

const PER_PATH = 250;
const COUNT = 4_000_000;

/** The order in which a block consumes numbers: a few from each of many paths. */
const z = ((): Float64Array => {
  const stream = openStream(seedKey('normals tests'), 'price/z');
  const values = new Float64Array(COUNT);
  for (let i = 0; i < COUNT; i++) {
    if (i % PER_PATH === 0) stream.startPath(i / PER_PATH);
    values[i] = stream.nextNormal();
  }
  return values;
})();
const sorted = z.slice().sort();

const meanOf = (f: (x: number, i: number) => number, stride = 1): number => {
  let total = 0;
  for (let i = 0; i < COUNT; i += stride) total += f(z[i] as number, i);
  return total / (COUNT / stride);
};
const after = (i: number): number => z[i + 1] as number;

test('the moments of four million normals are 0, 1, 0, 3 and 15, within 4 standard errors', () => {
  // Variances of z, z^2, z^3, z^4 and z^6: 1, 2, 15, 96 and 10,170.
  const moments = [
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [6, 15, 10170],
  ] as const;
  for (const [power, expected, variance] of moments) {
    const score = (meanOf((x) => x ** power) - expected) / Math.sqrt(variance / COUNT);
    expect(Math.abs(score), `moment ${power}`).toBeLessThan(4);
  }
});

test('their quantiles from 1 in 100,000 to all but 1 in 100,000 are those of the normal distribution, within 4 standard errors', () => {
  const lower = [1e-5, 1e-4, 0.001, 0.01, 0.025, 0.05, 0.1, 0.15865525393145707, 0.25, 0.4];
  for (const p of [...lower, 0.5, ...lower.map((p) => 1 - p)]) {
    const truth = math.normalQuantile(p);
    const density = Math.exp(-0.5 * truth * truth) / Math.sqrt(2 * Math.PI);
    const standardError = Math.sqrt((p * (1 - p)) / COUNT) / density;
    const empirical = sorted[Math.floor(p * COUNT)] as number;
    expect(Math.abs(empirical - truth) / standardError, `quantile ${p}`).toBeLessThan(4);
  }
});

// Kolmogorov (1933): sqrt(n) D exceeds 1.95 with a chance of 0.1 %.
test('their distribution function is nowhere further from the normal one than chance allows', () => {
  let distance = 0;
  for (let i = 0; i < COUNT; i++) {
    const p = math.normalCdf(sorted[i] as number);
    distance = Math.max(distance, p - i / COUNT, (i + 1) / COUNT - p);
  }
  expect(distance * Math.sqrt(COUNT)).toBeLessThan(1.95);
});

test('as many lie beyond 1, 2, 3, 4, 4.5 and 5 on each side as should, within 4 standard errors', () => {
  for (const limit of [1, 2, 3, 4, 4.5, 5]) {
    const expected = COUNT * math.normalSurvival(limit);
    const above = meanOf((x) => (x > limit ? 1 : 0)) * COUNT;
    const below = meanOf((x) => (x < -limit ? 1 : 0)) * COUNT;
    expect(Math.abs(above - expected) / Math.sqrt(expected), `above ${limit}`).toBeLessThan(4);
    expect(Math.abs(below - expected) / Math.sqrt(expected), `below ${-limit}`).toBeLessThan(4);
  }
});

// Kills: a path that begins at its neighbour's second number.
test('they are uncorrelated along a path, between paths, and in their squares', () => {
  for (const lag of [1, 2, 3, 4, PER_PATH - 1, PER_PATH, PER_PATH + 1]) {
    const product = meanOf((x, i) => (i + lag < COUNT ? x * (z[i + lag] as number) : 0));
    const squares = meanOf((x, i) => (i + lag < COUNT ? (x * x - 1) * ((z[i + lag] as number) ** 2 - 1) : 0));
    expect(Math.abs(product) * Math.sqrt(COUNT), `lag ${lag}`).toBeLessThan(4);
    expect((Math.abs(squares) * Math.sqrt(COUNT)) / 2, `squares, lag ${lag}`).toBeLessThan(4);
  }
});

// Kills: a sign that only one half takes; a sign from a bit that the angle has too.
test('the cosine half and the sine half of a pair know nothing of each other', () => {
  const pairs = COUNT / 2;
  const scores = {
    product: meanOf((x, i) => x * after(i), 2),
    squares: meanOf((x, i) => (x * x - 1) * (after(i) ** 2 - 1), 2) / 2,
    cosineAndSquareOfSine: meanOf((x, i) => x * (after(i) ** 2 - 1), 2) / Math.SQRT2,
    sineAndSquareOfCosine: meanOf((x, i) => after(i) * (x * x - 1), 2) / Math.SQRT2,
  };
  for (const [name, score] of Object.entries(scores)) {
    expect(Math.abs(score) * Math.sqrt(pairs), name).toBeLessThan(4);
  }
});

test('pairs fill the eight sectors of the plane evenly, inside and outside their median radius', () => {
  const cells = new Float64Array(16);
  for (let i = 0; i < COUNT; i += 2) {
    const [x, y] = [z[i] as number, after(i)];
    const sector = (x < 0 ? 4 : 0) + (y < 0 ? 2 : 0) + (Math.abs(x) < Math.abs(y) ? 1 : 0);
    cells[2 * sector + (x * x + y * y > 2 * Math.LN2 ? 1 : 0)]! += 1;
  }
  const expected = COUNT / 2 / 16;
  const chiSquared = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 15 degrees of freedom; 37.7 is exceeded with a chance of 0.1 %.
  expect(chiSquared).toBeLessThan(37.7);
});
