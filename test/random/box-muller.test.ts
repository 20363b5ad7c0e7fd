import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHelper } from '../../src/kernel/check-step.ts';
import { mathSignatures } from '../../src/kernel/math-signatures.ts';
import { math } from '../../src/math/math.ts';
import { cosHalfTurn, radius, sinHalfTurn } from '../../src/random/box-muller.ts';
import { type Exact, exactCosTurn, exactLog, exactly, exactSinTurn, points } from '../math/reference.ts';

const LEAST = 2 ** -53;
const next = points(3);
const some = (count: number, choose: () => number): number[] => Array.from({ length: count }, choose);
/** A uniform as the stream gives them: an odd multiple of 2^-53. */
const uniform = (): number => (Math.floor(next() * 2 ** 32) * 2 ** 20 + Math.floor(next() * 2 ** 20) + 0.5) * 2 ** -52;
const nearOne = (j: number): number => 1 - (2 * j + 1) * LEAST;

const BITS = 320;
const fixed = ({ n, exponent }: Exact): bigint =>
  exponent + BITS >= 0 ? n << BigInt(exponent + BITS) : n >> BigInt(-exponent - BITS);
const number = (n: bigint): number => Number(n >> 150n) / 2 ** (BITS - 150);
/** The distance of a double from the true value, absolute. */
const off = (got: number, truth: Exact): number => Math.abs(number(fixed(exactly(got)) - fixed(truth)));
const squaredRadius = (u: number): number => number(-2n * fixed(exactLog(u)));

test('the square of the radius is -2 log u, off by at most 6e-10', () => {
  const us = [
    ...some(20000, uniform),
    ...some(5000, () => 2 ** (-53 * next())),
    ...some(5000, () => nearOne(Math.floor(2 ** (50 * next())))),
    ...some(53, () => 0).flatMap((_, e) =>
      [1, 1.4140625, 1.414062500000001, 2 - 2 ** -52].map((m) => m * 2 ** (-1 - e)),
    ),
  ];
  for (const u of us) {
    const square = squaredRadius(u);
    const slack = 6e-10;
    const rounding = 3e-16 * Math.sqrt(square);
    const got = radius(u, math);
    expect(got, `u = ${u}`).toBeGreaterThanOrEqual(Math.sqrt(Math.max(0, square - slack)) - rounding);
    expect(got, `u = ${u}`).toBeLessThanOrEqual(Math.sqrt(square + slack) + rounding);
  }
});

// Of 2^52 uniforms: a chance of 25 / 2^52, about 6e-15.
test('the radius is off by more than 1e-9 only at some of the 25 greatest uniforms, and never by more than 2.5e-9', () => {
  for (let j = 0; j < 5000; j++) {
    const error = Math.abs(radius(nearOne(j), math) - Math.sqrt(squaredRadius(nearOne(j))));
    expect(error, `the greatest but ${j}`).toBeLessThan(j < 25 ? 2.5e-9 : 1e-9);
  }
});

test('the least uniform gives the greatest radius, sqrt(106 log 2) = 8.5717, and the greatest one that is near zero', () => {
  expect(radius(LEAST, math)).toBeCloseTo(Math.sqrt(106 * Math.LN2), 9);
  expect(radius(1 - LEAST, math)).toBeGreaterThan(0);
  expect(radius(1 - LEAST, math)).toBeLessThan(2e-8);
  expect(radius(3 * LEAST, math)).toBeLessThan(radius(LEAST, math));
});

test('the radius falls as the uniform grows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 52 - 2 ** 16 }), fc.integer({ min: 16, max: 2 ** 16 }), (k, more) => {
      expect(radius((k + more + 0.5) * 2 ** -52, math)).toBeLessThanOrEqual(radius((k + 0.5) * 2 ** -52, math));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('cosine and sine of half turns are off by at most 3e-10 and 3e-11', () => {
  const halves = [
    ...some(20000, () => next() - 0.5),
    ...some(5000, () => (next() - 0.5) * 2 ** (-40 * next())),
    ...some(5000, () => 0.5 - 2 ** (-2 - 30 * next())),
    ...[0.5, -0.5, 0.25, 2 ** -32],
  ];
  for (const h of halves) {
    expect(off(cosHalfTurn(h, math), exactCosTurn(h / 2)), `cosine of ${h}`).toBeLessThan(3e-10);
    expect(off(sinHalfTurn(h, math), exactSinTurn(h / 2)), `sine of ${h}`).toBeLessThan(3e-11);
  }
  expect(cosHalfTurn(0, math)).toBeCloseTo(1, 9);
});

test('the cosine of every angle that a word can give is positive', () => {
  const last = 0.5 - 2 ** -32;
  expect(off(cosHalfTurn(last, math), exactCosTurn(last / 2))).toBeLessThan(3e-10);
  expect(cosHalfTurn(last, math)).toBeGreaterThan(5e-10);
});

test('the cosine is even and the sine odd, to the bit, and their squares add up to one', () => {
  fc.assert(
    fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (h) => {
      const [cosine, sine] = [cosHalfTurn(h, math), sinHalfTurn(h, math)];
      expect(cosHalfTurn(-h, math)).toBe(cosine);
      expect(sinHalfTurn(-h, math)).toBe(-sine);
      expect(Math.abs(cosine * cosine + sine * sine - 1)).toBeLessThan(5e-10);
    }),
    { seed: 2 },
  );
});

test('radius, cosine and sine are inside the kernel subset, so that a kernel computes the same bits', () => {
  for (const fn of [radius, cosHalfTurn, sinHalfTurn]) {
    expect(checkHelper(fn, ['number'], mathSignatures)).toMatchObject({ problems: [], result: 'number' });
  }
});
