import { expect, test } from 'vitest';
import { readRecording } from '../../src/data/node/read-recording.ts';
import type { Model } from '../../src/engine/model.ts';
import { premiumRegimes } from '../../src/markets/funding/premium-regimes.ts';
import { returnDriven } from '../../src/markets/funding/return-driven.ts';
import { twoFactorFunding } from '../../src/markets/funding/two-factor-funding.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { dataFolder, hasData, needsData } from '../support/data.ts';
import { countOf, meanOf, sdOf } from '../support/monte-carlo.ts';

const [FROM_MS, TO_MS, HOUR_MS] = [Date.UTC(2020, 0, 1), Date.UTC(2024, 0, 1), 3_600_000];
const PATHS = 80;

/** Stamp by stamp: the rate in basis points, and the log price; NaN where there is none. */
interface Series {
  readonly rates: Float64Array;
  readonly logPrice: (stamp: number) => number;
}

const recorded = (): Series => {
  const { rates } = readRecording(dataFolder, {
    ...{ kind: 'rates', file: 'funding/binance_BTCUSDT_8h.csv', time: 'ts_ms', rate: 'rate' },
  } as const);
  const { bars } = readRecording(dataFolder, {
    ...{ kind: 'bars', file: 'prices/BTCUSDT_perp_1h.csv.gz', time: 'ts_ms', timeMeaning: 'open', barMinutes: 60 },
    close: 'close',
  } as const);
  const closes = new Map(Array.from(bars.closeTimeMs, (ms, i) => [Math.round(ms / HOUR_MS), bars.close[i]!]));
  const within = rates.rate.filter((_, i) => rates.timeMs[i]! >= FROM_MS && rates.timeMs[i]! < TO_MS);
  return {
    rates: within.map((rate) => rate * 1e4),
    logPrice: (stamp) => Math.log(closes.get(FROM_MS / HOUR_MS + 8 * stamp) ?? Number.NaN),
  };
};

/** Four years of bitcoin as Brownian motion, its growth and volatility those of 2020 to 2023. */
function simulated(funding: Model<'funding'>, paths = PATHS): readonly Series[] {
  const price = gbm({ driftPerYear: 0.443 + 0.65 ** 2 / 2, volatilityPerYear: 0.65 });
  const setting = () => ({ days: 1461, stepMinutes: 480, price, funding, holdings: { spot: spot() } });
  const question = scenario({ question: 'Is it the funding that was?', setting });
  const simulation = openScenario(question.resolve({ paths, seed: 'fit' }));
  return Array.from({ length: paths }, (_, path) => {
    const rates = new Float64Array(4383);
    const logs = new Float64Array(4384);
    simulation.trace(path, (step, _phase, place, state) => {
      if (step < 0) return;
      if (place === 'price') logs[step + 1] = logs[step]! + (state.logReturn as number);
      if (place === 'funding') rates[step] = 1e4 * (state.rate as number);
    });
    return { rates, logPrice: (stamp) => logs[stamp + 1] ?? Number.NaN };
  });
}

/** Of all paths together, so that a mean over four years is not taken for the mean. */
function figuresOf(paths: readonly Series[]): Readonly<Record<string, number>> {
  const sorted = Float64Array.from(paths.flatMap(({ rates }) => Array.from(rates))).sort();
  const quantile = (p: number) => sorted[Math.floor(p * sorted.length)]!;
  const share = (isHit: (rate: number) => boolean) => countOf(sorted, isHit) / sorted.length;
  const [mean, sd] = [meanOf(sorted), sdOf(sorted)];
  const kept = (lag: number) => {
    const sums = paths.map(({ rates }) => {
      let sum = 0;
      for (let i = lag; i < rates.length; i++) sum += (rates[i]! - mean) * (rates[i - lag]! - mean);
      return sum / (rates.length - lag);
    });
    return meanOf(sums) / (sd * sd);
  };
  const withReturnOf = (stamps: number) => {
    let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
    for (const { rates, logPrice } of paths) {
      for (const [i, rate] of rates.entries()) {
        const log = logPrice(i) - logPrice(i - stamps);
        if (Number.isNaN(log)) continue;
        n += 1;
        x += rate;
        y += log;
        xx += rate * rate;
        yy += log * log;
        xy += rate * log;
      }
    }
    return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  };
  return {
    mean,
    'standard deviation': sd,
    'share below 1 bp': share((rate) => rate < 1 - 1e-9),
    'share at 1 bp': share((rate) => Math.abs(rate - 1) <= 1e-9),
    'share above 1 bp': share((rate) => rate > 1 + 1e-9),
    'share below 0': share((rate) => rate < 0),
    '1st percentile': quantile(0.01),
    '5th percentile': quantile(0.05),
    '95th percentile': quantile(0.95),
    '99th percentile': quantile(0.99),
    'autocorrelation at 1 stamp': kept(1),
    'autocorrelation at 3 stamps': kept(3),
    'autocorrelation at 9 stamps': kept(9),
    'autocorrelation at 21 stamps': kept(21),
    'autocorrelation at 90 stamps': kept(90),
    'correlation with the return of 8 hours': withReturnOf(1),
    'correlation with the return of 1 day': withReturnOf(3),
    'correlation with the return of 3 days': withReturnOf(9),
    'correlation with the return of 7 days': withReturnOf(21),
    'correlation with the return of 14 days': withReturnOf(42),
    'correlation with the return of 30 days': withReturnOf(90),
  };
}

/** The recorded figure is met within the band. */
const met = 'met';
type Cell = typeof met | number;

/**
 * What was recorded of BTCUSDT on Binance, 2020-01-01 to 2023-12-31, in basis points where it has a unit; how near is near;
 * and whether each process, as it comes, is that near, or else what it has instead.
 */
const table: readonly (readonly [figure: string, recorded: number, band: number, ...cells: Cell[]])[] = [
  //                                                      premiumRegimes, returnDriven, twoFactorFunding
  ['mean', 1.366, 0.1, met, met, met],
  ['standard deviation', 2.568, 0.15, met, met, met],
  ['share below 1 bp', 0.403, 0.02, met, 0.45, 0.45],
  ['share at 1 bp', 0.407, 0.02, met, 0, 0],
  ['share above 1 bp', 0.19, 0.02, met, 0.55, 0.55],
  ['share below 0', 0.135, 0.03, met, 0.3, 0.3],
  ['1st percentile', -2.322, 0.5, -4.3, -4.6, -4.6],
  ['5th percentile', -0.691, 0.5, met, -2.9, -2.9],
  ['95th percentile', 6.194, 1, met, met, met],
  ['99th percentile', 12.355, 1, met, 7.4, 7.4],
  ['autocorrelation at 1 stamp', 0.791, 0.08, met, met, met],
  ['autocorrelation at 3 stamps', 0.683, 0.08, met, met, met],
  ['autocorrelation at 9 stamps', 0.6, 0.08, met, met, met],
  ['autocorrelation at 21 stamps', 0.441, 0.08, met, met, met],
  ['autocorrelation at 90 stamps', 0.314, 0.08, met, met, met],
  ['correlation with the return of 8 hours', 0.036, 0.05, met, met, met],
  ['correlation with the return of 1 day', 0.185, 0.05, 0, met, 0.11],
  ['correlation with the return of 3 days', 0.288, 0.05, 0, met, 0.13],
  ['correlation with the return of 7 days', 0.374, 0.05, 0, met, 0.15],
  ['correlation with the return of 14 days', 0.412, 0.05, 0, met, 0.18],
  ['correlation with the return of 30 days', 0.422, 0.05, 0, met, 0.21],
];

test.skipIf(!hasData)(`the recording has the figures that processes are held to${needsData}`, () => {
  const series = recorded();
  expect(series.rates).toHaveLength(4383);
  const figures = figuresOf([series]);
  expect(Object.keys(figures)).toEqual(table.map(([figure]) => figure));
  for (const [figure, known] of table) expect(Math.abs(figures[figure]! - known), figure).toBeLessThan(6e-4);
});

// Kills: a default changed without a look at the recording; an atom claimed where there is none.
test.each([
  ['premiumRegimes', premiumRegimes(), 0],
  ['returnDriven', returnDriven(), 1],
  ['twoFactorFunding', twoFactorFunding(), 2],
] as const)(
  '%s, as it comes, has the recorded figures where the table says so, and elsewhere what the table has',
  (_name, process, column) => {
    const figures = figuresOf(simulated(process));
    for (const [figure, known, band, ...cells] of table) {
      const cell = cells[column]!;
      const label = `${figure}: ${figures[figure]}`;
      expect(Math.abs(figures[figure]! - (cell === met ? known : cell)), label).toBeLessThan(band);
      if (cell !== met)
        expect(Math.abs(figures[figure]! - known), `${label}, said not to be met`).toBeGreaterThan(band);
    }
  },
);

test('one normal premium that has the recorded shares at and around 1 bp has more than twice the recorded deviation', () => {
  // Of a normal law, z = -0.2463 has 40.27 % below it, and z = 0.8775 has 19.01 % above.
  const deviation = 0.001 / (0.2463 + 0.8775);
  const meanPerYear = 1095 * (0.0006 - 0.8775 * deviation);
  const normal = {
    meanPerYear,
    fastDeviationPerYear: 0,
    slowDeviationPerYear: 1095 * deviation,
    slowHalfLifeDays: 0.5,
  };
  const figures = figuresOf(simulated(twoFactorFunding({ ...normal, throughPremium: true }), 4));
  expect(figures['share at 1 bp']).toBeCloseTo(0.407, 1);
  expect(figures['share below 1 bp']).toBeCloseTo(0.403, 1);
  expect(figures['standard deviation']).toBeGreaterThan(2 * 2.568);
});
