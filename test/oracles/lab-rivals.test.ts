import { expect, test } from 'vitest';
import { DAY, normalCdf } from '../support/exact.ts';
import { runLab } from '../support/lab.ts';
import { countOf, expectSampleOf, expectShareOf, meanOf, sdOf } from '../support/monte-carlo.ts';
import oracles from './stochastic.json' with { type: 'json' };

for (const [id, paths] of [
  ['PRP-02a', 20_000],
  ['PRP-02b', 20_000],
  ['PRP-02c', 3000],
  ['PRP-02d', 12_000],
] as const) {
  test(`${id}: the share of perpetuals liquidated, watched at step ends only, is that of the discrete barrier`, () => {
    const { params, expect: expected } = oracles[id];
    const horizonDays = Math.round(params.T * 365);
    const set = { perpLeverage: params.leverage, horizonDays, stepMinutes: (horizonDays * 1440) / params.n };
    const run = runLab({ paths, seed: id, only: ['perp'], set });
    const days = run('perp', 'liquidationDays');
    expectShareOf(
      countOf(days, (day) => day >= 0),
      paths,
      expected.discrete_exact,
      id,
    );
    expect(countOf(run('perp', 'finalValue'), (value, path) => (value === 0) === days[path]! < 0)).toBe(0);
  });
}

// Optional stopping: whenever it is closed, a position in a martingale has gained nothing on average.
test('PRP-03: without drift, what a liquidated perpetual kept, forfeited and owed adds up to its margin on average', () => {
  const run = runLab({ paths: 20_000, seed: 'PRP-03', only: ['perp'], set: { perpLeverage: 5 } });
  const books = ['liquidation', 'deficit'].map((name) => run('perp', `book/${name}`));
  const kept = run('perp', 'finalValue');
  const whole = kept.map((value, path) => value - books[0]![path]! - books[1]![path]!);
  const z = (meanOf(whole) - 1) / (sdOf(whole) / Math.sqrt(whole.length));
  expect(Math.abs(z), `z ${z}`).toBeLessThan(4.5);
});

test('the coin is lognormal with the stated drift, at any step', () => {
  for (const stepMinutes of [1440, 360]) {
    const set = { driftPerYear: 0.5, volatilityPerYear: 0.8, horizonDays: 30, stepMinutes };
    const run = runLab({ paths: 8000, seed: `spot ${stepMinutes}`, only: ['spot'], set });
    const variance = 0.64 * 30 * DAY;
    const mean = Math.exp(0.5 * 30 * DAY);
    const values = run('spot', 'finalValue');
    expectSampleOf(values, { mean, sd: mean * Math.sqrt(Math.expm1(variance)), skewness: 0.73 }, 'price');
    const logs = { mean: 0.5 * 30 * DAY - variance / 2, sd: Math.sqrt(variance), kurtosis: 3 };
    expectSampleOf(run(null, 'sumLogReturn'), logs, 'log price');
    expect(
      meanOf(values.map((value, path) => Math.abs(Math.log(value) - run(null, 'sumLogReturn')[path]!))),
    ).toBeLessThan(1e-13);
  }
});

test('GBM-06: the share of days beyond 15 % either way', () => {
  const { params, expect: expected } = oracles['GBM-06'];
  const paths = 100_000;
  const run = runLab({
    paths,
    seed: 'GBM-06',
    only: ['spot'],
    set: { horizonDays: 1, volatilityPerYear: params.sigma },
  });
  const coin = run('spot', 'finalValue');
  expectShareOf(
    countOf(coin, (value) => value > 1.15),
    paths,
    expected.p_up,
    'up',
  );
  expectShareOf(
    countOf(coin, (value) => value < 0.85),
    paths,
    expected.p_down,
    'down',
  );
});

// Mean, deviation, share below the coin and share below the median of tokens re-levered daily for 90 days, drift mu.
const quarter = [
  { mu: 0, logMean: -0.402667561, logSd: 0.9001249438, median: 0.6705770329, belowSpot: 0.7228324522 },
  { mu: 0.4, logMean: -0.1053237546, logSd: 0.8981213438, median: 0.9027676746, belowSpot: 0.6029426781 },
];

test('a quarter of 3x at 60 % volatility: log mean, log deviation, median, and the share that falls short of the coin', () => {
  const paths = 12_000;
  for (const { mu, logMean, logSd, median, belowSpot } of quarter) {
    const set = { driftPerYear: mu, volatilityPerYear: 0.6, horizonDays: 90 };
    const run = runLab({ paths, seed: `quarter ${mu}`, only: ['token', 'spot'], set });
    const [values, coin] = [run('token', 'finalValue'), run('spot', 'finalValue')];
    expectSampleOf(values.map(Math.log), { mean: logMean, sd: logSd, kurtosis: 3.05 }, `log, mu ${mu}`);
    expectShareOf(
      countOf(values, (value) => value < median),
      paths,
      0.5,
      `median, mu ${mu}`,
    );
    expectShareOf(
      countOf(values, (value, path) => value < coin[path]!),
      paths,
      belowSpot,
      `below the coin, mu ${mu}`,
    );
  }
});

test('a month of 5x at 120 %, and a year of 3x re-levered monthly: the share that is ruined', () => {
  const ruined = (seed: string, paths: number, set: Readonly<Record<string, number>>) =>
    countOf(runLab({ paths, seed, only: ['token'], set })('token', 'ruinDays'), (days) => days >= 0);
  const wild = ruined('5x', 20_000, { leverage: 5, volatilityPerYear: 1.2 });
  expectShareOf(wild, 20_000, 0.006423442888, '5x daily');
  const month = 30 * 1440;
  const monthly = {
    driftPerYear: 0.4,
    volatilityPerYear: 0.6,
    stepMinutes: month,
    horizonDays: 360,
    rebalanceHours: month / 60,
  };
  expectShareOf(ruined('monthly', 50_000, monthly), 50_000, 0.07976167699, '3x monthly');
});

test('GBM-09: on the same shocks, re-levering more often comes nearer to the continuous token, at the stated rate', () => {
  const { params, expect: expected } = oracles['GBM-09'];
  const { L, sigma, T, n } = params;
  // Re-levered once a month it may be ruined on the way, which the closed form leaves out.
  const found = n.slice(1).map((count, i) => {
    const set = { leverage: L, volatilityPerYear: sigma, stepMinutes: 675, rebalanceHours: 720 / count };
    const run = runLab({ paths: 8000, seed: 'GBM-09', only: ['token', 'spot'], set });
    const coin = run('spot', 'finalValue');
    const squares = run('token', 'finalValue').map((value, path) => {
      const limit = coin[path]! ** L * Math.exp((-L * (L - 1) * sigma * sigma * T) / 2);
      return (value - limit) ** 2;
    });
    const z = (meanOf(squares) - expected.rms[i + 1]! ** 2) / (sdOf(squares) / Math.sqrt(squares.length));
    expect(Math.abs(z), `n ${count}: z ${z}`).toBeLessThan(4.5);
    return Math.sqrt(meanOf(squares));
  });
  expect(found).toEqual([...found].sort((a, b) => b - a));
});

test('the share of coins below their start is the normal probability of it', () => {
  const run = runLab({ paths: 20_000, seed: 'coin', only: ['spot'], set: { horizonDays: 1 } });
  const below = countOf(run('spot', 'finalValue'), (value) => value < 1);
  expectShareOf(below, 20_000, normalCdf((0.8 * Math.sqrt(DAY)) / 2));
});
