import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import {
  autocorrelation,
  commonestShare,
  drawdown,
  excessKurtosis,
  hillIndex,
  type MarketRecord,
  varianceRatio,
} from '../../src/calibration/market-statistics.ts';
import { gbmModel } from '../../src/calibration/models/gbm.ts';
import { meanRevertingFundingModel } from '../../src/calibration/models/mean-reverting-funding.ts';
import { studentTModel } from '../../src/calibration/models/student-t.ts';
import { twoFactorFundingModel } from '../../src/calibration/models/two-factor-funding.ts';
import { type JudgedFit, recordOf, scoreFit } from '../../src/calibration/score-fit.ts';
import { scorecard } from '../../src/calibration/scorecard.ts';
import { ratesOf, returnsOf, unbrokenSeries } from '../../src/calibration/series.ts';
import { randomOf } from '../../src/calibration/shocks.ts';
import { simulatedMarkets } from '../../src/calibration/simulated-markets.ts';
import { meanRevertingFunding } from '../../src/markets/funding/mean-reverting-funding.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { resampledFunding } from '../../src/markets/funding/resampled-funding.ts';
import { blockBootstrap } from '../../src/markets/price/block-bootstrap.ts';
import { gbm } from '../../src/markets/price/gbm.ts';
import { binomialAtMost } from './coverage-cases.ts';
import { gaussianMarkets } from './gaussian-markets.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('statistics of a market, by hand', () => {
  test('excess kurtosis of a coin is -2', () => {
    expect(excessKurtosis(of(1, -1, 1, -1))).toBeCloseTo(-2, 14);
  });
  test('the tail index of exact quantiles of a Pareto law is its power', () => {
    const n = 200_000;
    const values = Float64Array.from({ length: n }, (_, i) => ((i + 0.5) / n) ** (-1 / 2.5));
    expect(hillIndex(values)).toBeCloseTo(2.5, 2);
    expect(hillIndex(of(-1, -2, -3))).toBeNaN();
  });
  test('autocorrelation: sums over all there are', () => {
    expect(autocorrelation(of(1, -1, 1, -1), 1)).toBeCloseTo(-3 / 4, 14);
    expect(autocorrelation(of(1, -1, 1, -1), 2)).toBeCloseTo(2 / 4, 14);
  });
  test('the variance ratio is 1 without memory, and falls with chop', () => {
    const chop = of(0.1, -0.1, 0.1, -0.1, 0.1, -0.1);
    expect(varianceRatio(chop, 2)).toBeCloseTo(0, 14);
    const walk = gbmModel.simulate([0, 0.04], 50_000, randomOf('walk', 0), 1);
    // The asymptotic error of a ratio over q: sqrt(2 (2q - 1)(q - 1) / 3qn).
    expect(Math.abs(varianceRatio(walk, 5) - 1)).toBeLessThan(4.5 * Math.sqrt((2 * 9 * 4) / (15 * 50_000)));
  });
  test('drawdown: the deepest, and the longest time below the highest', () => {
    const { deepest, longest } = drawdown(of(0.1, Math.log(0.5), Math.log(1.5), 0.01, 0.5, -0.1));
    expect(deepest).toBeCloseTo(0.5, 14);
    expect(longest).toBe(3);
  });
  test('the share of the commonest value is its atom', () => {
    expect(commonestShare(of(1e-4, 3, 1e-4, 2, 1e-4))).toBeCloseTo(0.6, 14);
  });
});

describe('a record', () => {
  const HOUR = 3_600_000;
  const times = Array.from({ length: 73 }, (_, hour) => hour * HOUR);
  const prices = returnsOf(
    { closeTimeMs: Float64Array.from(times), close: Float64Array.from(times, (_, i) => 1 + i) },
    1440,
  );
  const stamps = times.filter((ms) => ms % (8 * HOUR) === 0);
  const rates = (left: number) => {
    const kept = stamps.filter((_, i) => i !== left);
    return ratesOf({ timeMs: Float64Array.from(kept), rate: Float64Array.from(kept, (ms) => ms / HOUR) }, 480);
  };

  test('charges within a day what is stamped after its beginning and up to its end', () => {
    const { funding } = recordOf({ prices, rates: rates(-1) });
    expect(Array.from(funding!.perReturn)).toEqual([8 + 16 + 24, 32 + 40 + 48, 56 + 64 + 72]);
  });
  test('does not know the funding of a day in which a stamp is missing', () => {
    // The stamp at hour 32 is missing, and with it what the series says of hour 40: a value needs the one before it.
    const { funding } = recordOf({ prices, rates: rates(4) });
    expect(Array.from(funding!.perReturn)).toEqual([48, Number.NaN, 192]);
  });
  test('may have no funding, or no prices', () => {
    expect(recordOf({ prices, rates: null }).funding).toBeNull();
    expect(recordOf({ prices: null, rates: rates(-1) }).returns).toHaveLength(0);
  });
});

describe('simulated markets are those of the engine', () => {
  test('returns have the volatility of the process, funding its mean, on a clock of stamps', () => {
    const price = gbm({ volatilityPerYear: 0.8 });
    const funding = meanRevertingFunding({ meanPerYear: 0.2, deviationPerYear: 0, halfLifeDays: 5 });
    const setup = { price, funding, returns: 400, periodMinutes: 1440, stampMinutes: 480, markets: 20, seed: 'x' };
    const markets = simulatedMarkets(setup);
    expect(markets).toHaveLength(20);
    let squares = 0;
    for (const market of markets) {
      expect(market.funding!.stamps).toHaveLength(1200);
      expect(market.funding!.perReturn[7]).toBeCloseTo((0.2 / 1095) * 3, 12);
      squares += market.returns.reduce((sum, x) => sum + x * x, 0);
    }
    expect(Math.sqrt((squares / 8000) * 365)).toBeCloseTo(0.8, 1);
    expect(simulatedMarkets(setup)[3]).toEqual(markets[3]);
  });

  test('without funding there is none', () => {
    const price = gbm({ volatilityPerYear: 0.8 });
    const setup = {
      price,
      funding: noFunding(),
      returns: 5,
      periodMinutes: 240,
      stampMinutes: null,
      markets: 1,
      seed: 'x',
    };
    expect(simulatedMarkets(setup)[0]).toMatchObject({ stepDays: 1 / 6, funding: null });
  });
});

describe('a scorecard', () => {
  test('warns of a record of the model itself in 8 of 100 cases among 99 markets, as ranks must', () => {
    const all = gaussianMarkets(100 * 100, 60, 'ranks');
    const cards = Array.from({ length: 100 }, (_, i) =>
      scorecard(all[100 * i]!, all.slice(100 * i + 1, 100 * i + 100)),
    );
    for (const name of ['excess kurtosis', 'worst log return', 'deepest drawdown', 'variance ratio, 5 days']) {
      const own = cards.map((card) => card.find((score) => score.name === name)!);
      // A rank among 100 is one of 100; four on either side have a chance below 0.1. Binomial bounds at 1e-4 a side.
      const warned = own.filter(({ verdict }) => verdict !== 'PASS').length;
      expect(binomialAtMost(warned, 100, 0.08), `${name}: ${warned}`).toBeGreaterThan(1e-4);
      expect(1 - binomialAtMost(warned - 1, 100, 0.08), `${name}: ${warned}`).toBeGreaterThan(1e-4);
      // And above as often as below: half of all lie on either side.
      const above = own.filter(({ recorded, median }) => recorded > median).length;
      expect(binomialAtMost(above, 100, 0.5), `${name}: ${above}`).toBeGreaterThan(1e-4);
      expect(1 - binomialAtMost(above - 1, 100, 0.5), `${name}: ${above}`).toBeGreaterThan(1e-4);
    }
  });

  test('fails normal returns that are held to fat tails, and the tails alone', () => {
    const returns = studentTModel.simulate([0, 0.02, 3], 1000, randomOf('fat', 1), 1);
    const sd = Math.sqrt(returns.reduce((sum, x) => sum + x * x, 0) / 1000);
    const record: MarketRecord = { ...recordOf({ prices: unbrokenSeries(returns, 1), rates: null }) };
    const scores = scorecard(record, gaussianMarkets(399, 1000, 'normal', sd));
    const verdict = (name: string) => scores.find((score) => score.name === name)!.verdict;
    expect(verdict('excess kurtosis')).toBe('FAIL');
    expect(verdict('tail index, falls')).toBe('FAIL');
    expect(verdict('variance ratio, 5 days')).toBe('PASS');
  });

  test('leaves out what the record does not have', () => {
    const names = scorecard(gaussianMarkets(1, 250, 'one')[0]!, gaussianMarkets(50, 250, 'many')).map(
      ({ name }) => name,
    );
    expect(names.filter((name) => name.startsWith('funding'))).toEqual([]);
    expect(names).toHaveLength(16);
  });

  test('counts ties on both sides: what is always the same is no evidence', () => {
    const still: MarketRecord = {
      stepDays: 1,
      returns: new Float64Array(0),
      funding: { stamps: of(1e-4, 1e-4), perReturn: of() },
    };
    const score = scorecard(still, [still, still]).find(({ name }) => name === 'funding: mean')!;
    expect(score).toMatchObject({ chance: 1, verdict: 'PASS' });
  });

  test('takes for a tie what rounding alone tells apart: a resampled day is the sum of its parts', () => {
    const market = (x: number): MarketRecord => ({
      stepDays: 1,
      returns: new Float64Array(0),
      funding: { stamps: of(x, x), perReturn: of() },
    });
    const chanceOf = (x: number) =>
      scorecard(market(1), Array(99).fill(market(x))).find(({ name }) => name === 'funding: mean')!.chance;
    expect(chanceOf(1 - 1e-14)).toBe(1);
    expect(chanceOf(1 - 1e-6)).toBeCloseTo(0.02, 14);
  });
});

describe('a fit is judged beside a half it is silent of', () => {
  const prices = unbrokenSeries(gbmModel.simulate([0, 0.03], 120, randomOf('prices', 0), 1), 1);
  const ratesEvery = (hours: number) => {
    const remembering = [1e-4, 2e-4, 0.4, 0.8, 0.98];
    const count = (120 * 24) / hours;
    return unbrokenSeries(
      twoFactorFundingModel.simulate(remembering, count, randomOf('rates', 0), hours / 24),
      hours / 24,
    );
  };
  const shareOfCommonest = ({ scores }: JudgedFit) =>
    scores.find(({ name }) => name === 'funding: share of its commonest rate')!.median;

  test('at eight hours premiumRegimes as published, with its commonest rate, fitted to neither', () => {
    const judged = scoreFit(calibrate(gbmModel, prices), { prices, rates: ratesEvery(8) }, 50, 'beside');
    expect(judged.beside).toBe(
      'funding: premiumRegimes with its defaults, fitted neither to this record nor to the price',
    );
    expect(shareOfCommonest(judged)).toBeGreaterThan(0.2);
  });
  test('at any other length two factors, fitted to the record but not to the price', () => {
    const judged = scoreFit(calibrate(gbmModel, prices), { prices, rates: ratesEvery(4) }, 50, 'beside');
    expect(judged.beside).toBe('funding: twoFactorFunding, fitted to the same record, but not to the price');
    expect(shareOfCommonest(judged)).toBeLessThan(0.02);
  });
  test('nothing where no rates are recorded; gbm beside funding', () => {
    expect(scoreFit(calibrate(gbmModel, prices), { prices, rates: null }, 20, 'x').beside).toBeNull();
    const rates = ratesEvery(8);
    const funding = calibrate(meanRevertingFundingModel, rates);
    expect(scoreFit(funding, { prices: null, rates }, 20, 'x').beside).toBeNull();
    expect(scoreFit(funding, { prices, rates }, 20, 'x').beside).toMatch(/^price: gbm, fitted to the same record/);
  });

  // Kills: seven stamps of eight that are 0, where prices are of hours and stamps of eight.
  test('funding is not judged where a period of prices holds no whole number of stamps', () => {
    const hourly = unbrokenSeries(gbmModel.simulate([0, 0.005], 400, randomOf('hours', 0), 1 / 24), 1 / 24);
    const { scores, beside } = scoreFit(calibrate(gbmModel, hourly), { prices: hourly, rates: ratesEvery(8) }, 20, 'x');
    expect(beside).toBe('funding is not judged: a period holds no whole number of its stamps');
    expect(scores.length).toBeGreaterThan(5);
    expect(scores.filter(({ name }) => /funding|rate/.test(name))).toEqual([]);
  });
});

describe('what is resampled', () => {
  test('reads its tables on the clock of the score, price and funding in one row', () => {
    const rows = of(0.1, -0.2, 0.3, 0.4, -0.5, 0.6);
    const [market] = simulatedMarkets({
      price: blockBootstrap({ file: 'any.csv', meanBlockDays: 1 }),
      funding: resampledFunding({ file: 'any.csv' }),
      returns: 50,
      periodMinutes: 1440,
      stampMinutes: 480,
      markets: 1,
      seed: 'rows',
      recordingOf: ({ name }, clock) => {
        expect(clock.steps).toBe(150);
        return name === 'resampledFunding' ? { rates: rows } : { logReturns: rows, days: of(0, 1) };
      },
    });
    const { returns, funding } = market!;
    expect(new Set(funding!.stamps)).toEqual(new Set(rows));
    expect(Array.from(returns)).toEqual(Array.from(funding!.perReturn));
  });
});
