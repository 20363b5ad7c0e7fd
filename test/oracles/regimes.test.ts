import { expect, test } from 'vitest';
import { marketMetric } from '../../src/engine/define.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { markovRegimes } from '../../src/markets/price/markov-regimes.ts';
import { spot } from '../../src/rivals/spot.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { dealtPrice } from '../support/dealt-price.ts';
import { countOf, expectSampleOf, expectShareOf } from '../support/monte-carlo.ts';
import { runScenario } from '../support/run.ts';
import oracles from './periods.json' with { type: 'json' };

type Options = Parameters<typeof markovRegimes>[0];
type Start = 'drawn' | 'calm' | 'wild' | 'crisis';

const twoRegimes = {
  calmVolatilityPerYear: Math.sqrt(365 * 0.0016),
  wildVolatilityPerYear: Math.sqrt(365 * 0.009),
  calmDays: 50,
  wildDays: 10,
};
const threeRegimes = {
  ...twoRegimes,
  crisisVolatilityPerYear: 1.5,
  crisisDays: 23,
  calmToWild: 0.9,
  wildToCalm: 0.7,
  crisisToWild: 0.4,
};

/** Regimes as they show: by the variance of a day. */
const variancesOf = (options: Options) =>
  (['calm', 'wild', 'crisis'] as const).map((name) => Number(options[`${name}VolatilityPerYear`] ?? 0) ** 2 / 365);

/** Chances of each regime on a day, found by where the uniform number behind it turns one into the next. */
function chancesOn(day: number, options: Options, start: Start): readonly number[] {
  const price = dealtPrice(markovRegimes({ ...options, start }), 2);
  const variances = variancesOf(options);
  const regimeAt = (turn: number) => {
    const { variance } = price([{ turn: 0.5 }, { turn: 0.5 }].map((deal, n) => (n === day ? { turn } : deal)))[day]!;
    return variances.findIndex((each) => Math.abs(each / variance - 1) < 1e-12);
  };
  const threshold = (last: number) => {
    let [low, high] = [0, 1];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (regimeAt(middle) <= last) low = middle;
      else high = middle;
    }
    return high;
  };
  const [calm, calmOrWild] = [threshold(0), threshold(1)];
  return [calm, calmOrWild - calm, 1 - calmOrWild];
}

const transitionOf = (options: Options, starts: readonly Start[]) =>
  starts.map((start) => chancesOn(1, options, start));
const after = (law: readonly number[], transition: readonly (readonly number[])[]) =>
  transition[0]!.map((_, j) => transition.reduce((sum, row, i) => sum + law[i]! * row[j]!, 0));
const expectNear = (found: number, exact: number, tolerance = 1e-12) =>
  expect(Math.abs(found - exact), `found ${found}, exact ${exact}`).toBeLessThan(tolerance);

// Kills: durations taken for rates, the stationary law turned round, volatilities of the other regime.
test('REG-01: two regimes have the oracle’s shares, durations, variance, kurtosis and autocorrelations of squares', () => {
  const { expect: exact } = oracles['REG-01'];
  const law = chancesOn(0, twoRegimes, 'drawn');
  const transition = transitionOf(twoRegimes, ['calm', 'wild']);
  const v = variancesOf(twoRegimes);
  expectNear(law[0]!, exact.pi1);
  expectNear(law[1]!, exact.pi2);
  expectNear(1 / (1 - transition[0]![0]!), exact.mean_duration_1, 1e-9);
  expectNear(1 / (1 - transition[1]![1]!), exact.mean_duration_2, 1e-9);
  const mean = law[0]! * v[0]! + law[1]! * v[1]!;
  const square = law[0]! * v[0]! ** 2 + law[1]! * v[1]! ** 2;
  expectNear(mean, exact.unconditional_variance);
  expectNear((3 * square) / (mean * mean), exact.kurtosis, 1e-11);
  const inDays = (days: number, from: readonly number[]) => {
    let later = from;
    for (let n = 0; n < days; n++) later = after(later, transition);
    return later;
  };
  expectNear(inDays(5, [1, 0])[1]!, exact.P12_in_5_steps);
  for (const [lag, correlation] of [
    [1, exact.acf_sq_lag1],
    [10, exact.acf_sq_lag10],
  ] as const) {
    const product = [0, 1].reduce((sum, i) => {
      const later = inDays(lag, i === 0 ? [1, 0] : [0, 1]);
      return sum + law[i]! * v[i]! * (later[0]! * v[0]! + later[1]! * v[1]!);
    }, 0);
    expectNear((product - mean * mean) / (3 * square - mean * mean), correlation, 1e-11);
  }
});

// Kills: columns for rows, a spell that ends in the wrong regime, a stationary law that a day changes.
test('three regimes turn as they are told: rows of chances sum to 1, and the first day has the law that the chain keeps', () => {
  const transition = transitionOf(threeRegimes, ['calm', 'wild', 'crisis']);
  const wanted = [
    [0.98, 0.02 * 0.9, 0.02 * 0.1],
    [0.1 * 0.7, 0.9, 0.1 * 0.3],
    [(1 / 23) * 0.6, (1 / 23) * 0.4, 22 / 23],
  ];
  for (const [i, row] of wanted.entries()) {
    for (const [j, chance] of row.entries()) expectNear(transition[i]![j]!, chance);
  }
  const law = chancesOn(0, threeRegimes, 'drawn');
  for (const [j, share] of after(law, transition).entries()) expectNear(share, law[j]!);
  expect(Math.min(...law)).toBeGreaterThan(0.05);
});

/** Whether it is wild at the end, and for how many days it was. */
const regimeDays = marketMetric({
  name: 'regimeDays',
  options: {},
  state: { isWild: 0, wildDays: 0, turns: 0 },
  results: ['isWild', 'wildDays', 'turns'],
  constants: (_options, { clock }) => ({ days: clock.stepYears * 365, stepYears: clock.stepYears }),
  step: (s, k, _draw, _at, ports) => {
    const isWild = ports.price.variance > 2 * k.stepYears ? 1 : 0;
    s.turns += isWild === s.isWild ? 0 : 1;
    s.isWild = isWild;
    s.wildDays += k.days * isWild;
  },
});

test('over sixty days of 8-hour steps the market is wild as long, and turns as often, as its chain says', () => {
  const [days, paths] = [60, 7000];
  const run = (start: Start) => {
    const setting = () => ({
      days,
      stepMinutes: 480,
      price: markovRegimes({ ...twoRegimes, start }),
      funding: noFunding(),
      holdings: { spot: spot() },
      metrics: [regimeDays()],
    });
    return runScenario(scenario({ question: 'How long is it wild?', setting }).resolve({ paths, seed: 'REG-01' }));
  };
  const [p, q, r] = [1 / 6, 5 / 6, 0.88];
  let pairs = 0;
  for (let lag = 1; lag < days; lag++) pairs += 2 * (days - lag) * r ** lag;
  const drawn = run('drawn');
  expectSampleOf(drawn(null, 'wildDays'), { mean: days * p, sd: Math.sqrt(p * q * (days + pairs)), skewness: 1.249 });
  expectShareOf(
    countOf(drawn(null, 'isWild'), (isWild) => isWild === 1),
    paths,
    p,
    'wild at the end',
  );
  const never = countOf(run('calm')(null, 'turns'), (turns) => turns === 0);
  expectShareOf(never, paths, 0.98 ** (days - 1), 'calm throughout');
});
