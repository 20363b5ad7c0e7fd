import { describe, expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import type { Model } from '../../src/engine/model.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { hawkesJumps } from '../../src/markets/price/hawkes-jumps.ts';
import { kou } from '../../src/markets/price/kou.ts';
import { merton } from '../../src/markets/price/merton.ts';
import { poissonCount } from '../../src/markets/price/poisson-count.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { KOLMOGOROV_1E4, kolmogorov } from '../support/exact.ts';
import { exactOf, poissonShares, runJumps } from '../support/jumps.ts';
import { countOf, expectSampleOf, MOST_STANDARD_ERRORS, meanOf, sdOf } from '../support/monte-carlo.ts';

const diffusion = { driftPerYear: 0.5, volatilityPerYear: 0.7 };
const normal = { jumpsPerYear: 40, jumpMean: -0.03, jumpDeviation: 0.07 };
const twoSided = { jumpsPerYear: 40, upShare: 0.3, upMean: 0.03, downMean: 0.06 };
const excited = { ...normal, branching: 0.5, halfLifeDays: 2 };

/** What the price leaves after each step of a path of three days, hour by hour. */
function stepsOf(price: Model<'price'>, path = 0): readonly Readonly<Record<string, number>>[] {
  const setting = () => ({ days: 3, stepMinutes: 60, price, funding: noFunding(), holdings: { spot: spot() } });
  const opened = openScenario(
    scenario({ question: 'What is in a step?', setting }).resolve({ seed: 'steps', paths: 1 }),
  );
  const steps: Record<string, number>[] = [];
  opened.trace(path, (step, phase, place, state) => {
    if (place === 'price' && phase === 'step' && step >= 0) steps.push({ ...(state as Record<string, number>) });
  });
  return steps;
}

describe('one process within another', () => {
  // Kills: a compensator that is not zero without jumps; a stream that changes its name.
  test.each([
    ['merton', merton({ ...diffusion, ...normal, jumpsPerYear: 0 })],
    ['kou', kou({ ...diffusion, ...twoSided, jumpsPerYear: 0 })],
    ['hawkesJumps', hawkesJumps({ ...diffusion, ...excited, jumpsPerYear: 0 })],
  ])('%s without jumps is gbm on the same random numbers, to the bit', (_name, price) => {
    const outputs = ({ logReturn, simpleReturn, shock, variance, jump }: Readonly<Record<string, number>>) => [
      logReturn,
      simpleReturn,
      shock,
      variance,
      jump,
    ];
    expect(stepsOf(price).map(outputs)).toEqual(stepsOf(gbm(diffusion)).map(outputs));
  });

  // Kills: excitement that is not scaled by the branching; another way of counting.
  test('self-exciting jumps that excite nothing are those of merton, to the bit', () => {
    const calm = hawkesJumps({ ...diffusion, ...excited, jumpsPerYear: 900, branching: 0 });
    const steady = merton({ ...diffusion, ...normal, jumpsPerYear: 900 });
    const returns = (price: Model<'price'>) => [0, 1].flatMap((path) => stepsOf(price, path).map((s) => s.logReturn));
    expect(returns(calm)).toEqual(returns(steady));
    expect(stepsOf(steady).some(({ jump }) => jump !== 0)).toBe(true);
  });
});

// Kills: a jump counted in the variance; a jump that is left out of the return; a compensator of the log of a jump.
test('a return is its continuous part, with shock, variance and compensated drift, and what came at once', () => {
  const jumpsPerYear = 900;
  for (const [price, kappa] of [
    [merton({ ...diffusion, ...normal, jumpsPerYear }), Math.exp(-0.03 + 0.07 ** 2 / 2) - 1],
    [kou({ ...diffusion, ...twoSided, jumpsPerYear }), 0.3 / (1 - 0.03) + 0.7 / (1 + 0.06) - 1],
  ] as const) {
    const steps = stepsOf(price);
    expect(steps.filter(({ jump }) => jump !== 0).length).toBeGreaterThan(2);
    for (const { logReturn, simpleReturn, shock, variance, jump } of steps) {
      expect(variance).toBeCloseTo(0.49 / 8760, 18);
      const growth = logReturn! - jump! - Math.sqrt(variance!) * shock!;
      expect(growth).toBeCloseTo((0.5 - 0.49 / 2 - jumpsPerYear * kappa) / 8760, 14);
      expect(simpleReturn).toBeCloseTo(Math.expm1(logReturn!), 15);
    }
  }
});

describe('counts of jumps', () => {
  // Kills: the search one too low or too high; a sum that stops early; a mean per year used per step.
  test.each([0.05, 1, 4.6, 16])('are whole, and of %d expected there are as many as a Poisson law has', (mean) => {
    const paths = 40_000;
    const price = merton({ volatilityPerYear: 0, jumpsPerYear: 100 * mean, jumpMean: 0.01, jumpDeviation: 0 });
    const found = runJumps({ price, days: 3.65, paths, seed: `count ${mean}` });
    const jumps = found(null, 'jumps').map((sum) => 100 * sum);
    for (const count of jumps) expect(Math.abs(count - Math.round(count))).toBeLessThan(1e-12);
    let chiSquare = 0;
    let cells = 0;
    poissonShares(mean, 60).forEach((share, n) => {
      if (share * paths < 10) return;
      chiSquare += (countOf(jumps, (count) => Math.round(count) === n) - share * paths) ** 2 / (share * paths);
      cells++;
    });
    // Exceeded with probability 1e-4, after Wilson and Hilferty; cells that are left out only make it less.
    expect(chiSquare).toBeLessThan(cells * (1 - 2 / (9 * cells) + 3.719 * Math.sqrt(2 / (9 * cells))) ** 3);
  });

  // Kills: a count that runs on where the sums of probabilities end a bit below 1.
  test('end where a uniform number cannot tell, and begin at the first sum', () => {
    const last = 1 - 2 ** -53;
    for (let i = 1; i <= 2000; i++) {
      const mean = i / 1000;
      const none = Math.exp(-mean);
      expect(poissonCount(last, mean, none)).toBeLessThanOrEqual(24);
      expect(poissonCount(none, mean, none)).toBe(0);
      if (mean > 0.1) expect(poissonCount(none + 1e-9, mean, none)).toBe(1);
    }
  });
});

// Kills: Newton's method stopped early; exponentials of one size only; a start that does not hold in the lower tail.
test('a sum of exponential jumps has the law of its count: a mixture of Erlang laws', () => {
  const mean = 2;
  const shares = poissonShares(mean, 40);
  for (const upShare of [0, 1]) {
    const price = kou({ volatilityPerYear: 0, jumpsPerYear: 100 * mean, upShare, upMean: 0.1, downMean: 0.1 });
    const jumps = runJumps({ price, days: 3.65, paths: 60_000, seed: 'sums' })(null, 'jumps');
    const sums = jumps.filter((sum) => sum !== 0).map((sum) => 10 * Math.abs(sum));
    expect(jumps.every((sum) => (upShare === 1 ? sum >= 0 : sum <= 0))).toBe(true);
    // P(Erlang n <= x) = 1 - P(Poisson x < n).
    const cdf = (x: number) => {
      let [term, below, sum] = [Math.exp(-x), 0, 0];
      for (let n = 1; n <= 40; n++) {
        below += term;
        term *= x / n;
        sum += shares[n]! * (1 - below);
      }
      return sum / (1 - shares[0]!);
    };
    expect(kolmogorov(sums, cdf)).toBeLessThan(KOLMOGOROV_1E4);
    expect(kolmogorov(sums, (x) => cdf(1.03 * x))).toBeGreaterThan(KOLMOGOROV_1E4);
  }
});

/** E exp(k X) of the log return of a year, of the diffusion and of the jumps, compensated. */
const yearOf = (jump: (k: number) => number) => (k: number) =>
  k * 0.5 + (k * (k - 1) * 0.49) / 2 + 40 * (jump(k) - 1 - k * (jump(1) - 1));
const laws = [
  ['merton', merton({ ...diffusion, ...normal }), yearOf((k) => Math.exp(-0.03 * k + (0.07 * k) ** 2 / 2))],
  ['kou', kou({ ...diffusion, ...twoSided }), yearOf((k) => 0.3 / (1 - 0.03 * k) + 0.7 / (1 + 0.06 * k))],
] as const;

describe('steps of any length', () => {
  // Kills: a compensator of the year used per step; drift lost to jumps.
  test.each(laws)('%s: the price is expected to grow at its drift, with the exact deviation', (_name, price, year) => {
    const exact = exactOf((k) => Math.exp((10 / 365) * year(k)));
    expect(exact.mean).toBeCloseTo(Math.exp(5 / 365), 14);
    for (const steps of [1, 40]) {
      const found = runJumps({ price, days: 10, steps, paths: 40_000, seed: `martingale ${steps}` });
      expectSampleOf(found('spot', 'finalValue'), exact);
    }
  });

  // Kills: counts or sizes that are right only in short steps.
  test.each(laws)('%s: the law after ten days does not depend on the number of steps', (_name, price) => {
    const [one, many] = [1, 40].map((steps) =>
      runJumps({ price, days: 10, steps, paths: 30_000, seed: `${steps} steps` })(null, 'sumLogReturn').toSorted(),
    );
    let [i, largest] = [0, 0];
    one!.forEach((x, rank) => {
      while (i < many!.length && many![i]! <= x) i++;
      largest = Math.max(largest, Math.abs((rank + 1) / one!.length - i / many!.length));
    });
    expect(largest * Math.sqrt(one!.length / 2)).toBeLessThan(KOLMOGOROV_1E4);
  });
});

describe('jumps that call for jumps', () => {
  const price = hawkesJumps({ ...diffusion, ...excited });

  // Kills: a compensator of the calm rate; one of the rate at the beginning of the step.
  test('the price is expected to grow at its drift, whatever the step', () => {
    for (const steps of [5, 60]) {
      const values = runJumps({ price, days: 20, steps, paths: 40_000, seed: `excited ${steps}` })(
        'spot',
        'finalValue',
      );
      const z = (meanOf(values) - Math.exp(10 / 365)) / (sdOf(values) / Math.sqrt(values.length));
      expect(Math.abs(z), `${steps} steps: ${meanOf(values)}`).toBeLessThan(MOST_STANDARD_ERRORS);
    }
  });

  // Kills: excitement that lowers the rate, or that has faded before the next step.
  test('come in clusters: a month with jumps is followed by one with more', () => {
    const counted = hawkesJumps({
      volatilityPerYear: 0,
      jumpsPerYear: 10,
      branching: 0.8,
      halfLifeDays: 10,
      jumpMean: 0.01,
      jumpDeviation: 0,
    });
    const found = runJumps({ price: counted, days: 60, steps: 120, paths: 20_000, seed: 'clusters' });
    const first = found(null, 'firstJumps');
    const second = found(null, 'jumps').map((sum, path) => 100 * (sum - first[path]!));
    const followed = (isMeant: (jumps: number) => boolean) => second.filter((_, path) => isMeant(100 * first[path]!));
    expect(meanOf(followed((jumps) => jumps > 1.5))).toBeGreaterThan(2 * meanOf(followed((jumps) => jumps < 0.5)));
  });
});

test('what is impossible, explosive or too coarse is refused by name', () => {
  expect(kou({ ...diffusion, ...twoSided, upMean: 1 }).problems).toEqual([
    'kou: upMean must be below 1, or the expected price is infinite; got 1',
  ]);
  expect(kou({ ...diffusion, ...twoSided, upShare: 0, upMean: 1 }).problems).toEqual([]);
  expect(kou({ ...diffusion, ...twoSided, upMean: 0.6 }).assumptions.join()).toContain('no finite variance');
  expect(hawkesJumps({ ...diffusion, ...excited, branching: 1 }).problems).toEqual([
    'hawkesJumps: explosive: branching must be below 1, or jumps never end; got 1',
  ]);
  const often = merton({ ...diffusion, ...normal, jumpsPerYear: 2000 });
  expect(often.checkClock(generatedClock(7, 10_080))).toEqual([
    'merton: a step must expect at most 16 jumps, or the law of their number does not hold; got 38.36\n' +
      'Hint: take shorter steps',
  ]);
  expect(often.checkClock(generatedClock(7, 1440))).toEqual([]);
  const ups = kou({ ...diffusion, ...twoSided, jumpsPerYear: 1000, upShare: 0.2 });
  const downs = kou({ ...diffusion, ...twoSided, jumpsPerYear: 1000, upShare: 0.8 });
  // Two of either sign, and no more: 1000 · 0.8 a year are 1.75 in 19.2 hours and 2.19 in a day.
  for (const price of [ups, downs]) {
    expect(price.checkClock(generatedClock(4, 1152))).toEqual([]);
    expect(price.checkClock(generatedClock(4, 1440)).join()).toMatch(/^kou: .* at most 2 jumps, .* got 2\.192/);
  }
  for (const price of [kou({ ...diffusion, ...twoSided }), hawkesJumps({ ...diffusion, ...excited })]) {
    expect(() => runJumps({ price, days: 73, paths: 1, seed: 'coarse' })).toThrow('a step must expect at most');
  }
});
