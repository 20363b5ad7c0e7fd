import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duelScores, estimateOfScores } from '../../src/statistics/duel-scores.ts';
import { expectedShortfall } from '../../src/statistics/expected-shortfall.ts';
import { explainedByQuintile } from '../../src/statistics/explained-by-quintile.ts';
import { firstOrderDominance } from '../../src/statistics/first-order-dominance.ts';
import { mean } from '../../src/statistics/mean.ts';
import { medianLogGap } from '../../src/statistics/median-log-gap.ts';
import { mixtureOf, quantileEnds, totalWeight, weightUpTo } from '../../src/statistics/mixture.ts';
import type { PairedColumns } from '../../src/statistics/paired-columns.ts';
import { pooledLogGap } from '../../src/statistics/pooled-log-gap.ts';
import { pooledShortfall } from '../../src/statistics/pooled-shortfall.ts';
import { probabilityFirstBeats } from '../../src/statistics/probability-first-beats.ts';
import { drawn, pinnedUniforms } from './pinned-random.ts';

const REPETITIONS = 1500;
/** 4.5 binomial deviations of a share of repetitions. */
const tolerance = (share: number) => 4.5 * Math.sqrt((share * (1 - share)) / REPETITIONS);
const even = (pairs: number) => Array.from({ length: pairs }, () => 1 / pairs);

function shareOf(hit: () => boolean): number {
  let hits = 0;
  for (let i = 0; i < REPETITIONS; i++) if (hit()) hits++;
  return hits / REPETITIONS;
}

/** Three pairs whose values share what happens to their path: dependent, as leverages on one market are. */
function population(paths: number, uniform: () => number): PairedColumns {
  const common = drawn(paths, uniform);
  const column = (lift: number) => common.map((shared) => Math.exp(2 * shared + uniform() + lift));
  return {
    firsts: [column(0), column(0.1), column(-0.1)],
    seconds: [drawn(paths, uniform), drawn(paths, uniform), drawn(paths, uniform)].map((own) =>
      own.map((x) => Math.exp(1.5 + (x - 0.5))),
    ),
    weights: even(3),
  };
}

const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
  minLength: 2,
  maxLength: 40,
});
const single = values.map((pairs): PairedColumns & { a: Float64Array; b: Float64Array } => {
  const [a, b] = [Float64Array.from(pairs, ([x]) => x), Float64Array.from(pairs, ([, y]) => y)];
  return { a, b, firsts: [a], seconds: [b], weights: [1] };
});
/** A population of up to four pairs of up to thirty paths. */
const pairedColumns = fc.integer({ min: 1, max: 4 }).chain((pairs) =>
  fc
    .tuple(
      fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 * pairs, maxLength: 2 * pairs }), {
        minLength: 6,
        maxLength: 30,
      }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: pairs, maxLength: pairs }),
    )
    .map(([rows, weights]): PairedColumns => {
      const column = (at: number) => Float64Array.from(rows, (row) => row[at] as number);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return {
        firsts: weights.map((_, k) => column(2 * k)),
        seconds: weights.map((_, k) => column(2 * k + 1)),
        weights: weights.map((weight) => weight / total),
      };
    }),
);
const swapped = ({ firsts, seconds, weights }: PairedColumns): PairedColumns => ({
  firsts: seconds,
  seconds: firsts,
  weights,
});

describe('a population of one pair is that pair', () => {
  test('in its chance with error and interval, its gap, its shortfall', () => {
    fc.assert(
      fc.property(single, (pair) => {
        const one = estimateOfScores(duelScores(pair), pair.weights);
        const known = probabilityFirstBeats(pair.a, pair.b);
        expect(one.value).toBe(known.value);
        expect(one.standardError).toBeCloseTo(known.standardError, 12);
        expect(one.interval[0]).toBeCloseTo(known.interval[0], 12);
        expect(one.interval[1]).toBeCloseTo(known.interval[1], 12);
        expect(pooledLogGap(pair)).toEqual(medianLogGap(pair.a, pair.b));
        expect(pooledShortfall([pair.a], [1], 0.3)).toEqual(expectedShortfall(pair.a.toSorted(), 0.3));
      }),
      { seed: 1 },
    );
  });

  // Kills: pairs of one path counted as independent ones, which would make the error smaller by the root of their number.
  test('as often as it is repeated: a copy is no new evidence', () => {
    const uniform = pinnedUniforms(2);
    const [a, b] = [drawn(500, uniform), drawn(500, uniform)];
    const thrice: PairedColumns = { firsts: [a, a, a], seconds: [b, b, b], weights: even(3) };
    const estimate = estimateOfScores(duelScores(thrice), thrice.weights);
    const known = probabilityFirstBeats(a, b);
    expect(estimate.value).toBeCloseTo(known.value, 13);
    expect(estimate.standardError).toBeCloseTo(known.standardError, 13);
    expect(estimate.interval[0]).toBeCloseTo(known.interval[0], 10);
    const shortfall = pooledShortfall([a, a, a], even(3), 0.05);
    const alone = expectedShortfall(a.toSorted(), 0.05);
    expect(shortfall.value).toBeCloseTo(alone.value, 13);
    expect(shortfall.standardError / alone.standardError).toBeCloseTo(1, 1);
  });
});

test('ties count one half, on a population worked out by hand', () => {
  // Path 0: a win and a tie; path 1: a loss and a tie; weights 3/4 and 1/4: scores 7/8 and 1/8.
  const scores = duelScores({
    firsts: [Float64Array.of(2, 0), Float64Array.of(1, 5)],
    seconds: [Float64Array.of(1, 1), Float64Array.of(1, 5)],
    weights: [0.75, 0.25],
  });
  expect([...scores]).toEqual([0.875, 0.125]);
  const estimate = estimateOfScores(scores, [0.75, 0.25]);
  expect(estimate.value).toBe(0.5);
  expect(estimate.standardError).toBeCloseTo(0.375 / Math.SQRT2, 15);
});

// Kills: 0.9999999999999999 for a certainty, which six, seven or ten equal weights add up to.
test.each([1, 2, 3, 6, 7, 10, 49])(
  'a certainty of %i equal pairs is exactly that, and a tie of all exactly one half',
  (count) => {
    const column = (value: number) => Array.from({ length: count }, () => new Float64Array(50).fill(value));
    const of = (a: number, b: number) =>
      estimateOfScores(duelScores({ firsts: column(a), seconds: column(b), weights: even(count) }), even(count));
    expect(of(2, 1)).toMatchObject({ value: 1, standardError: 0 });
    expect(of(2, 1).interval[1]).toBe(1);
    expect(of(2, 1).interval[0]).toBeCloseTo(1 - of(1, 2).interval[1], 12);
    expect(of(1, 2)).toMatchObject({ value: 0, standardError: 0 });
    expect(of(1, 2).interval[0]).toBe(0);
    expect(of(1, 1)).toMatchObject({ value: 0.5, standardError: 0 });
  },
);

test('swapping the two sides turns everything round', () => {
  fc.assert(
    fc.property(pairedColumns, (pairs) => {
      const back = swapped(pairs);
      const [forth, other] = [pairs, back].map((each) => estimateOfScores(duelScores(each), each.weights));
      expect((forth?.value ?? 0) + (other?.value ?? 0)).toBeCloseTo(1, 12);
      expect(forth?.standardError).toBeCloseTo(other?.standardError ?? Number.NaN, 12);
      const [gap, reversed] = [pooledLogGap(pairs), pooledLogGap(back)];
      expect(reversed.paths).toBe(gap.paths);
      if (gap.paths > 0) expect(reversed.value).toBeCloseTo(-gap.value, 10);
      if (gap.paths >= 6 && !Number.isNaN(gap.interval[0])) {
        expect(reversed.interval[0]).toBeCloseTo(-gap.interval[1], 10);
        expect(reversed.interval[1]).toBeCloseTo(-gap.interval[0], 10);
      }
    }),
    { seed: 3 },
  );
});

test('the order of paths, and of pairs with their weights, is nowhere to be seen', () => {
  fc.assert(
    fc.property(pairedColumns, (pairs) => {
      const turned: PairedColumns = {
        firsts: pairs.firsts.map((column) => column.toReversed()).toReversed(),
        seconds: pairs.seconds.map((column) => column.toReversed()).toReversed(),
        weights: pairs.weights.toReversed(),
      };
      const of = (each: PairedColumns) => [
        estimateOfScores(duelScores(each), each.weights).value,
        estimateOfScores(duelScores(each), each.weights).standardError,
        pooledLogGap(each).value,
        ...pooledLogGap(each).interval,
        pooledShortfall(each.firsts, each.weights, 0.2).value,
        pooledShortfall(each.firsts, each.weights, 0.2).standardError,
      ];
      const [straight, reversed] = [of(pairs), of(turned)];
      for (const [i, figure] of straight.entries()) {
        if (Number.isNaN(figure)) expect(reversed[i]).toBeNaN();
        else expect(reversed[i]).toBeCloseTo(figure, 10);
      }
    }),
    { seed: 4 },
  );
});

test('a mixture of whole weights is the sample in which each value stands that many times', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }), fc.integer({ min: 1, max: 4 })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom(0.05, 0.25, 0.5, 0.75, 0.95),
      (samples, p) => {
        const mixture = mixtureOf(
          samples.map(([sample]) => Float64Array.from(sample)),
          samples.map(([, weight]) => weight),
        );
        const all = samples
          .flatMap(([sample, weight]) => Array.from({ length: weight }, () => sample).flat())
          .sort((a, b) => a - b);
        expect(totalWeight(mixture)).toBe(all.length);
        expect(weightUpTo(mixture, 7)).toBe(all.filter((x) => x <= 7).length);
        const [low, high] = quantileEnds(mixture, p);
        const at = p * all.length;
        expect(low).toBe(all[Math.max(0, Math.ceil(at - 1e-9) - 1)] ?? Number.NaN);
        expect(high).toBe(all[Math.min(all.length - 1, Math.floor(at + 1e-9))] ?? Number.NaN);
      },
    ),
    { seed: 5 },
  );
});

describe('errors are the deviations over many experiments, though pairs of a path are dependent', () => {
  const uniform = pinnedUniforms(6);
  const runs = Array.from({ length: REPETITIONS }, () => {
    const pairs = population(120, uniform);
    return {
      chance: estimateOfScores(duelScores(pairs), pairs.weights),
      gap: pooledLogGap(pairs),
      shortfall: pooledShortfall(pairs.firsts, pairs.weights, 0.25),
    };
  });
  const truth = (() => {
    const pairs = population(60_000, pinnedUniforms(7));
    return {
      chance: estimateOfScores(duelScores(pairs), pairs.weights).value,
      gap: pooledLogGap(pairs).value,
    };
  })();

  // Kills: errors over paths and pairs together, smaller by a third here.
  test.each(['chance', 'shortfall'] as const)('of the %s', (name) => {
    const deviation = mean(Float64Array.from(runs, (run) => run[name].value)).standardDeviation;
    const error = mean(Float64Array.from(runs, (run) => run[name].standardError)).value;
    expect(Math.abs(error / deviation - 1)).toBeLessThan(0.08);
  });

  test.each(['chance', 'gap'] as const)('and the interval of the %s holds the truth in 95 of 100', (name) => {
    const covered = runs.filter(({ [name]: { interval } }) => interval[0] <= truth[name] && truth[name] <= interval[1]);
    const share = covered.length / REPETITIONS;
    expect(share).toBeGreaterThan(0.95 - tolerance(0.95) - 0.01);
    expect(share).toBeLessThan(0.985);
  });
});

describe('dominance is claimed where it is shown', () => {
  const normal = (uniform: () => number) => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const pair = (first: Float64Array, second: Float64Array): PairedColumns => ({
    firsts: [first],
    seconds: [second],
    weights: [1],
  });

  test('of a clear shift, and turned round with the sides', () => {
    const uniform = pinnedUniforms(8);
    const low = drawn(4000, () => normal(uniform));
    const high = drawn(4000, () => normal(uniform) + 0.5);
    expect(firstOrderDominance(pair(high, low))).toBe('first');
    expect(firstOrderDominance(pair(low, high))).toBe('second');
    expect(firstOrderDominance(pair(high.subarray(0, 99), low.subarray(0, 99)))).toBe('none');
  });

  test('not of equals, of itself, or of distributions that cross', () => {
    const uniform = pinnedUniforms(9);
    const tame = drawn(5000, () => normal(uniform));
    const wild = drawn(5000, () => 2 * normal(uniform) + 0.3);
    expect(firstOrderDominance(pair(tame, tame))).toBe('none');
    expect(firstOrderDominance(pair(wild, tame))).toBe('none');
    const claims = shareOf(() => {
      const [a, b] = [drawn(200, uniform), drawn(200, uniform)];
      return firstOrderDominance(pair(a, b)) !== 'none';
    });
    expect(claims).toBeLessThan(0.005);
  });

  // Kills: a test inside the middle alone, blind to the liquidated few.
  test('not where the better one is wiped out on a few paths in a hundred', () => {
    const uniform = pinnedUniforms(10);
    const low = drawn(5000, () => Math.exp(normal(uniform)));
    const high = low.map((x) => (uniform() < 0.02 ? 0 : 2 * x));
    expect(
      firstOrderDominance(
        pair(
          low.map((x) => 2 * x),
          low,
        ),
      ),
    ).toBe('first');
    expect(firstOrderDominance(pair(high, low))).toBe('none');
  });

  // The least favourable case of "no dominance": the two differ everywhere but at one level.
  test('falsely on at most one run in forty even where they all but dominate', () => {
    const uniform = pinnedUniforms(11);
    const touch = (x: number) => (x < 0.5 ? x : 0.5 + (x - 0.5) ** 0.4 * 0.5 ** 0.6);
    const claims = shareOf(() => {
      const second = drawn(250, uniform);
      const first = drawn(250, uniform).map(touch);
      return firstOrderDominance(pair(first, second)) === 'first';
    });
    expect(claims).toBeLessThan(0.025 + tolerance(0.025));
  });
});

describe('what decides', () => {
  test('is split off by hand: two groups that differ, and a constant that explains nothing', () => {
    const scores = Float64Array.from({ length: 100 }, (_, i) => (i < 20 ? 1 : i % 2));
    const feature = Float64Array.from({ length: 100 }, (_, i) => i);
    const { share, quintiles } = explainedByQuintile(scores, feature);
    expect(quintiles.map(({ paths }) => paths)).toEqual([20, 20, 20, 20, 20]);
    expect(quintiles.map((each) => each.mean)).toEqual([1, 0.5, 0.5, 0.5, 0.5]);
    expect(quintiles[1]).toMatchObject({ from: 20, to: 39 });
    // 60 of 100 win. All: 24; within: 4 times 20 / 4 = 20. Epsilon squared: 1 - (20 / 95) / (24 / 99).
    expect(share).toBeCloseTo(1 - 20 / 95 / (24 / 99), 12);
    expect(explainedByQuintile(scores, new Float64Array(100))).toMatchObject({ share: 0, quintiles: [{ paths: 100 }] });
    expect(explainedByQuintile(new Float64Array(100).fill(0.5), feature).share).toBe(0);
  });

  // Kills: groups that count the same, however many paths they have.
  test('weighs groups by their paths: 35 of 70 against 24 of 30', () => {
    const feature = Float64Array.from({ length: 100 }, (_, path) => (path < 70 ? 0 : 1));
    const scores = Float64Array.from({ length: 100 }, (_, path) => (path < 35 || (path >= 70 && path < 94) ? 1 : 0));
    const [all, within] = [100 * 0.59 * 0.41, 70 * 0.25 + 30 * 0.16];
    const { share, quintiles } = explainedByQuintile(scores, feature);
    expect(quintiles.map(({ paths }) => paths)).toEqual([70, 30]);
    expect(share).toBeCloseTo(1 - within / 98 / (all / 99), 13);
  });

  test('does not change when paths are permuted, nor when the feature is stretched without changing its order', () => {
    const uniform = pinnedUniforms(12);
    const feature = drawn(500, uniform);
    const scores = feature.map((x) => (uniform() < x ? 1 : 0));
    const { share } = explainedByQuintile(scores, feature);
    expect(share).toBeGreaterThan(0.1);
    expect(explainedByQuintile(scores.toReversed(), feature.toReversed()).share).toBeCloseTo(share, 12);
    expect(
      explainedByQuintile(
        scores,
        feature.map((x) => 7 * x - 3),
      ).share,
    ).toBeCloseTo(share, 12);
    expect(
      explainedByQuintile(
        scores.map((score) => 1 - score),
        feature,
      ).share,
    ).toBeCloseTo(share, 12);
  });

  // Kills: eta squared as it stands, which of noise is 4 in 99 on average and never zero.
  test.each([100, 1000])('is never noise but once in a hundred, with %i paths', (paths) => {
    const uniform = pinnedUniforms(13 + paths);
    const falsely = shareOf(() => {
      const scores = drawn(paths, () => (uniform() < 0.3 ? 1 : 0));
      return explainedByQuintile(scores, drawn(paths, uniform)).share > 0;
    });
    expect(Math.abs(falsely - 0.01)).toBeLessThan(tolerance(0.01));
  });

  test('is found without bias', () => {
    const uniform = pinnedUniforms(14);
    // In fifth g the first wins with chance 0.1 + 0.2 g: between 0.08 of 0.25 in all.
    const found = drawn(REPETITIONS, () => {
      // Evenly spaced, so that the fifths of the sample are those of the law.
      const feature = Float64Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
      return explainedByQuintile(
        feature.map((x) => (uniform() < 0.1 + 0.2 * Math.floor(5 * x) ? 1 : 0)),
        feature,
      ).share;
    });
    const { value, standardError } = mean(found);
    expect(Math.abs(value - 0.32)).toBeLessThan(4.5 * standardError + 0.004);
  });

  test('is nothing where a value is not a number', () => {
    const broken = Float64Array.of(1, Number.NaN, 3);
    expect(explainedByQuintile(new Float64Array(3), broken)).toEqual({ share: Number.NaN, quintiles: [] });
    expect(explainedByQuintile(broken, new Float64Array(3)).share).toBeNaN();
  });
});

test('a value that is not a number leaves no chance and no shortfall, and no dominance', () => {
  const broken: PairedColumns = {
    firsts: [new Float64Array(200).fill(3), Float64Array.from({ length: 200 }, (_, i) => (i === 9 ? Number.NaN : 3))],
    seconds: [new Float64Array(200), new Float64Array(200)],
    weights: even(2),
  };
  expect(estimateOfScores(duelScores(broken), broken.weights).value).toBeNaN();
  expect(pooledShortfall(broken.firsts, broken.weights, 0.05).value).toBeNaN();
  expect(firstOrderDominance(broken)).toBe('none');
});
