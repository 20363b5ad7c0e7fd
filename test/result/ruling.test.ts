import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { always, type Claim, type Limit, mean, probability, quantile } from '../../src/result/claim.ts';
import { type Ruling, rulingOn } from '../../src/result/ruling.ts';
import { drawn, pinnedUniforms } from '../statistics/pinned-random.ts';

/** Rules on a claim about paths of which these are the values, and final values too unless others are given. */
const ruledOn = (
  claim: Claim,
  values: readonly number[] | Float64Array,
  more: { finalValue?: readonly number[]; overlap?: number; isRecordedPath?: boolean } = {},
) =>
  rulingOn(claim, {
    values: Float64Array.from(values),
    finalValue: Float64Array.from(more.finalValue ?? values),
    overlap: more.overlap ?? 1,
    isRecordedPath: more.isRecordedPath ?? false,
  });
const rulingOf = (...asked: Parameters<typeof ruledOn>): Ruling['ruling'] => ruledOn(...asked).ruling;

const hits = (count: number, paths: number) => Float64Array.from({ length: paths }, (_, path) => Number(path < count));
/** Values from 0 to 1, none of them drawn: their skewness is 0. */
const evenly = (paths: number) => Float64Array.from({ length: paths }, (_, path) => path / (paths - 1));
const all = always(() => true);
const share = (limit: Limit) => probability(() => true, limit);
const median = (limit: Limit) => quantile('token', 0.5, limit);
const meanOf = (limit: Limit) => mean('token', limit);

const someValues = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 300 });
const truths = fc.array(fc.boolean().map(Number), { minLength: 1, maxLength: 600 });
const limits = fc.double({ min: -1.5, max: 1.5, noNaN: true });

describe('a ruling', () => {
  test('never lets a claim and its opposite both hold, and lets both fail only of a figure that is the limit itself', () => {
    fc.assert(
      fc.property(someValues, limits, fc.constantFrom(median, meanOf), (values, limit, kind) => {
        const rulings = [rulingOf(kind({ above: limit }), values), rulingOf(kind({ below: limit }), values)];
        expect(rulings.filter((ruling) => ruling === 'holds').length).toBeLessThan(2);
        if (rulings.every((ruling) => ruling === 'fails')) {
          expect(ruledOn(kind({ above: limit }), values).interval).toEqual([limit, limit]);
        }
      }),
      { seed: 2, numRuns: 200 },
    );
    fc.assert(
      fc.property(truths, fc.double({ min: 0, max: 1, noNaN: true }), (values, limit) => {
        const rulings = [rulingOf(share({ above: limit }), values), rulingOf(share({ below: limit }), values)];
        expect(rulings.filter((ruling) => ruling === 'holds').length).toBeLessThan(2);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('that something is always so, and that its opposite ever is, are never both held: one path decides', () => {
    fc.assert(
      fc.property(truths, (values) => {
        const opposite = values.map((value) => 1 - value);
        const [everywhere, ever] = [rulingOf(all, values), rulingOf(share({ above: 0 }), opposite)];
        expect(everywhere === 'fails').toBe(values.includes(0));
        expect(ever === 'holds').toBe(values.includes(0));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  test('does not change with the order of paths', () => {
    fc.assert(
      fc.property(someValues, limits, fc.constantFrom(median, meanOf), (values, limit, kind) => {
        const there = ruledOn(kind({ above: limit }), values);
        const back = ruledOn(kind({ above: limit }), values.toReversed());
        expect(back.ruling).toBe(there.ruling);
        const at = (of: readonly number[], path: number | null) => (path === null ? null : of[path]);
        expect(at(values.toReversed(), back.worstPath)).toBe(at(values, there.worstPath));
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test('is one way or the other at most one time in twenty where a probability is the limit, by the exact law of counts', () => {
    const n = 200;
    for (const limit of [0.02, 0.3, 0.5, 0.95]) {
      let [held, failed] = [0, 0];
      // Chances of a count follow from the one before; the first is (1 - p)^n.
      let chance = (1 - limit) ** n;
      for (let k = 0; k <= n; k++) {
        const ruling = rulingOf(share({ below: limit }), hits(k, n));
        if (ruling === 'holds') held += chance;
        if (ruling === 'fails') failed += chance;
        chance *= ((n - k) / (k + 1)) * (limit / (1 - limit));
      }
      expect(held).toBeLessThan(0.025 + 1e-9);
      expect(failed).toBeLessThan(0.025 + 1e-9);
    }
  });

  test('is one way or the other on 5 % of 400 seeds, to three deviations of that, where a median, or a mean, is the limit', () => {
    for (const claim of [median({ below: 0.5 }), meanOf({ below: 0.5 })]) {
      const uniform = pinnedUniforms(11);
      let ruled = 0;
      for (let seed = 0; seed < 400; seed++) if (rulingOf(claim, drawn(600, uniform)) !== 'cannot tell') ruled++;
      expect(Math.abs(ruled - 20)).toBeLessThan(3 * Math.sqrt(400 * 0.05 * 0.95));
    }
  });
});

describe('a claim about every path', () => {
  test('is refuted by one path, however many there are, and the path is named', () => {
    const values = Array.from({ length: 5000 }, (_, path) => Number(path !== 1234));
    const ruled = ruledOn(all, values, { finalValue: values.map((_, path) => 1 / (path + 1)) });
    expect(ruled).toMatchObject({ ruling: 'fails', value: 1 / 5000, paths: 5000, worstPath: 1234 });
  });

  test('holds without a counter-example only where at most one path in a hundred can be one: from 368 paths on', () => {
    expect(ruledOn(all, hits(367, 367))).toMatchObject({ ruling: 'cannot tell', because: 'few paths' });
    const held = ruledOn(all, hits(368, 368));
    expect(held).toMatchObject({ ruling: 'holds', value: 0, worstPath: null });
    expect(held.interval[1]).toBeCloseTo(1 - 0.025 ** (1 / 368), 12);
    expect(held).not.toHaveProperty('because');
    expect(rulingOf(all, hits(400, 400), { overlap: 2 })).toBe('cannot tell');
  });

  test('once held stays so with more paths like them, and once refuted stays refuted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 800 }), fc.boolean(), (n, more, isSo) => {
        const before = [...hits(n, n - 1 + 1)].map((value, path) => (path === 0 ? Number(isSo) : value));
        const after = [...before, ...hits(more, more)];
        if (rulingOf(all, before) !== 'cannot tell') expect(rulingOf(all, after)).toBe(rulingOf(all, before));
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  test('is decided by the one path of a recorded market, which has no interval', () => {
    expect(ruledOn(all, [1], { isRecordedPath: true })).toMatchObject({ ruling: 'holds', interval: [null, null] });
    expect(ruledOn(all, [0], { isRecordedPath: true })).toMatchObject({ ruling: 'fails', interval: [null, null] });
    expect(ruledOn(all, [1])).toMatchObject({ ruling: 'cannot tell' });
  });
});

describe('a claim about a share of paths', () => {
  test('is worst on the path that should not be, where the first holding ends lowest; nowhere where there is none', () => {
    const finalValue = [0.9, 0.2, 0.3, 0.2];
    const worst = (limit: Limit, values: readonly number[]) => ruledOn(share(limit), values, { finalValue }).worstPath;
    expect(worst({ below: 0.3 }, [0, 0, 1, 1])).toBe(3);
    expect(worst({ above: 0.3 }, [0, 0, 1, 1])).toBe(1);
    expect(worst({ above: 0.3 }, [1, 1, 1, 1])).toBeNull();
  });

  test('holds or fails as its interval lies, by hand: 20 of 100 are 12.7 to 29.2 %', () => {
    const ruling = (limit: Limit) => rulingOf(share(limit), hits(20, 100));
    expect([ruling({ below: 0.3 }), ruling({ below: 0.29 }), ruling({ below: 0.12 })]).toEqual([
      'holds',
      'cannot tell',
      'fails',
    ]);
    expect([ruling({ above: 0.12 }), ruling({ above: 0.13 }), ruling({ above: 0.3 })]).toEqual([
      'holds',
      'cannot tell',
      'fails',
    ]);
  });
});

describe('a claim about a quantile, or a mean', () => {
  test('is worst on the path furthest on the wrong side, the limit itself among it, and nowhere where none is', () => {
    const worst = (limit: Limit) => ruledOn(median(limit), [0.4, -0.2, -0.7, 0.1, -0.7]).worstPath;
    expect([worst({ above: 0 }), worst({ below: 0 }), worst({ above: -1 })]).toEqual([2, 0, null]);
    expect([worst({ above: -0.7 }), worst({ above: -0.71 })]).toEqual([2, null]);
    expect([worst({ below: 0.4 }), worst({ below: 0.41 })]).toEqual([0, null]);
  });

  test('that a median is above what half of all paths are at most fails, also where it is just that', () => {
    const ruined = Array.from({ length: 100 }, (_, path) => (path < 80 ? 0 : 1));
    expect(rulingOf(median({ above: 0 }), ruined)).toBe('fails');
    expect(rulingOf(median({ below: 0 }), ruined)).toBe('fails');
    expect(rulingOf(median({ below: 0.5 }), ruined)).toBe('holds');
  });

  test('cannot be told where too few paths bound it', () => {
    expect(ruledOn(median({ above: 0 }), [1, 2, 3, 4, 5])).toMatchObject({
      ruling: 'cannot tell',
      interval: [null, null],
    });
    expect(ruledOn(meanOf({ above: 0 }), evenly(99))).toMatchObject({
      ruling: 'cannot tell',
      because: 'few paths',
    });
    expect(ruledOn(meanOf({ above: 0 }), evenly(100))).toMatchObject({ ruling: 'holds' });
  });

  test('cannot be told of a mean that rests on few paths, or of values that are all the same', () => {
    const lottery = Array.from({ length: 1000 }, (_, path) => (path === 7 ? 1000 : 0.1));
    expect(ruledOn(meanOf({ above: 0 }), lottery)).toMatchObject({ ruling: 'cannot tell', because: 'unresolved mean' });
    expect(ruledOn(meanOf({ above: 0 }), hits(500, 500))).toMatchObject({
      ruling: 'cannot tell',
      because: 'no spread',
    });
  });

  test('is 1.96 standard errors to either side of a mean, wider where windows share days', () => {
    const values = evenly(400);
    const [low, high] = ruledOn(meanOf({ above: 0 }), values).interval as [number, number];
    const [lower, higher] = ruledOn(meanOf({ above: 0 }), values, { overlap: 4 }).interval as [number, number];
    expect(high - low).toBeCloseTo((2 * 1.96) / Math.sqrt(12) / 20, 2);
    expect((higher - lower) / (high - low)).toBeCloseTo(2, 10);
  });
});
