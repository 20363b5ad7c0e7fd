import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import { modelNamed } from '../../src/calibration/catalogue.ts';
import type { Fit } from '../../src/calibration/contracts.ts';
import { ratesOf, returnsOf } from '../../src/calibration/series.ts';
import { readRecording } from '../../src/data/node/read-recording.ts';
import { dataFolder, hasData, needsData } from '../support/data.ts';

/** What others found in much the same prices: name, figure, and how far ours may be from it, in our robust errors. */
type Known = readonly [quantity: string, figure: number, within: number];

/**
 * Figures for BTC that other programs found in daily closes of Binance, 2017-08 to 2025-10 (jumps: 4 h closes; funding:
 * 8 h stamps of 2020 to 2023). Our closes are not all of that venue, and variances start otherwise, so the figures
 * agree within errors, not digits.
 */
const known: Readonly<Record<string, readonly Known[]>> = {
  'student-t': [
    ['degreesOfFreedom', 2.33, 0.2],
    ['scalePerPeriod', 0.0199, 0.2],
  ],
  garch: [
    ['omega', 0.465, 0.3],
    ['alpha', 0.0973, 0.3],
    ['beta', 0.8744, 0.3],
  ],
  'garch-t': [
    ['omega', 0.131, 0.3],
    ['alpha', 0.0706, 0.3],
    ['beta', 0.9294, 0.3],
    ['degreesOfFreedom', 3.19, 0.3],
  ],
  'gjr-t': [['gamma', -0.006, 0.3]],
  'egarch-t': [
    ['omega', 0.0537, 0.3],
    ['alpha', 0.177, 0.3],
    ['gamma', 0.004, 0.3],
    ['beta', 0.992, 0.3],
    ['degreesOfFreedom', 2.89, 0.3],
  ],
  merton: [
    ['jumpsPerYear', 241, 0.5],
    ['jumpDeviation', 0.04, 0.5],
    ['volatilityPerYear', 0.264, 0.5],
  ],
  'regimes-2': [
    ['calmVolatilityPerYear', 0.0175 * Math.sqrt(365), 0.5],
    ['wildVolatilityPerYear', 0.0562 * Math.sqrt(365), 0.5],
    ['calmDays', 1 / (1 - 0.849), 0.5],
    ['wildDays', 1 / 0.273, 0.5],
    ['calmShareOfTime', 0.64, 0.5],
  ],
  'regimes-3': [
    ['crisisDays', 23, 0.5],
    ['crisisVolatilityPerYear', 0.065 * Math.sqrt(365), 0.5],
  ],
  'rare-jumps': [
    ['jumpsPerYear', 19.8, 2.5],
    ['jumpMean', -0.0073, 1],
    ['jumpDeviation', 0.0696, 1],
    ['jumpShareOfVariance', 0.196, 1],
  ],
  'two-factor-funding': [
    ['meanPerYear', 0.1498, 0.1],
    ['fastKeep', 0.689, 1],
    ['slowKeep', 0.99257, 0.2],
    ['fastShareOfVariance', 0.44, 1.5],
  ],
};

/** The same for 2020 to 2025, and ours from hourly closes of the perpetual in that time. */
const knownSince2020: typeof known = {
  'student-t': [['degreesOfFreedom', 2.6, 0.2]],
  'garch-t': [
    ['omega', 0.149, 0.3],
    ['alpha', 0.0699, 0.3],
    ['beta', 0.9301, 0.3],
    ['degreesOfFreedom', 3.13, 0.3],
  ],
  'rare-jumps': [
    ['jumpsPerYear', 19.8, 1],
    ['jumpMean', -0.0073, 1],
    ['jumpShareOfVariance', 0.196, 1],
  ],
};

const perpetual = () =>
  readRecording(dataFolder, {
    kind: 'bars',
    file: 'joined/btc_spot_perp_funding_1h.csv.gz',
    time: 't_ms',
    timeMeaning: 'close',
    barMinutes: 60,
    close: 'perp',
    skip: { column: 'perp', equals: '' },
    from: '2020-01-01',
  }).bars;

const days = () =>
  readRecording(dataFolder, {
    kind: 'bars',
    file: 'prices/BTC_1d.csv',
    time: 'date',
    timeMeaning: 'open',
    barMinutes: 1440,
    close: 'close',
    from: '2017-08-18',
    to: '2025-10-15',
  }).bars;

const hours = () =>
  readRecording(dataFolder, {
    kind: 'bars',
    file: 'prices/BTCUSDT_spot_1h.csv.gz',
    time: 'ts_ms',
    timeMeaning: 'open',
    barMinutes: 60,
    close: 'close',
  }).bars;

function funding() {
  const file = 'funding/binance_BTCUSDT_8h.csv';
  const { timeMs, rate } = readRecording(dataFolder, { kind: 'rates', file, time: 'ts_ms', rate: 'rate' }).rates;
  const isInside = (ms: number) => ms > Date.parse('2019-12-31T23:00Z') && ms < Date.parse('2023-12-31T23:00Z');
  return ratesOf({ timeMs: timeMs.filter(isInside), rate: rate.filter((_, i) => isInside(timeMs[i]!)) }, 480);
}

const seriesFor = (model: string) => {
  const { periodMinutes, reads } = modelNamed(model);
  if (reads === 'rates') return funding();
  return returnsOf(periodMinutes < 1440 ? hours() : days(), periodMinutes);
};

describe.skipIf(!hasData)(`BTC, side by side with what others found${needsData}`, () => {
  const fits = new Map<string, Fit>();
  const fitOf = (model: string): Fit => {
    const fit = fits.get(model) ?? calibrate(modelNamed(model), seriesFor(model));
    fits.set(model, fit);
    return fit;
  };

  const agrees = (fit: Fit, figures: readonly Known[]) => {
    for (const [quantity, figure, within] of figures) {
      const { value, standardError } = { ...fit.options, ...fit.facts }[quantity]!;
      const gap = Math.abs(value - figure) / standardError!;
      expect(gap, `${quantity}: ours ${value} ± ${standardError}, theirs ${figure}`).toBeLessThan(within);
    }
  };
  test.each(Object.entries(known))('%s', (model, figures) => agrees(fitOf(model), figures));

  test.each(Object.entries(knownSince2020))('%s, since 2020, from hourly closes', (name, figures) => {
    const model = modelNamed(name);
    agrees(calibrate(model, returnsOf(perpetual(), model.periodMinutes)), figures);
  });

  test('variance never quite comes back: persistence ends at 1, and that is said', () => {
    expect(fitOf('garch-t').warnings.join()).toMatch(/persistence is at the end of its range/);
  });

  test('EGARCH-t explains these days better than GARCH-t, and both far better than any normal law', () => {
    const peak = (model: string) => fitOf(model).logLikelihood!;
    // Theirs: -7511 against -7522 in per cent, 11 apart.
    expect(peak('egarch-t') - peak('garch-t')).toBeCloseTo(11, 0);
    expect(peak('garch-t') - peak('garch')).toBeGreaterThan(300);
  });

  test('the jumps that a daily likelihood finds are called no jumps', () => {
    expect(fitOf('merton').warnings.join()).toMatch(/are no jumps/);
  });
});
