import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import { meanRevertingFundingModel } from '../../src/calibration/models/mean-reverting-funding.ts';
import { rareJumpsModel, separate } from '../../src/calibration/models/rare-jumps.ts';
import { twoFactorFundingModel } from '../../src/calibration/models/two-factor-funding.ts';
import { momentsWithout } from '../../src/calibration/moments-of-funding.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';
import { randomOf } from '../../src/calibration/shocks.ts';
import { MOST_STANDARD_ERRORS, sdOf } from '../support/monte-carlo.ts';

const EIGHT_HOURS = 1 / 3;
const truth = [1.4e-4, 2.6e-4, 0.44, 0.69, 0.98];
const simulate = (seed: string, stamps: number) =>
  unbrokenSeries(twoFactorFundingModel.simulate(truth, stamps, randomOf(seed, 0), EIGHT_HOURS), EIGHT_HOURS);

describe('moments of funding', () => {
  test('are those of all pairs within a stretch', () => {
    const series = { ...unbrokenSeries(Float64Array.of(1, 3, -1, 5, -3, 1), EIGHT_HOURS), starts: [0, 3] };
    // Mean 1, deviations 0 2 -2 4 -4 0, variance 40 / 6; pairs next to each other: 0, -4 | -16, 0.
    const { mean, variance, autocorrelations } = momentsWithout(series, [1, 2], null);
    expect(mean).toBeCloseTo(1, 14);
    expect(variance).toBeCloseTo(40 / 6, 13);
    expect(autocorrelations[0]).toBeCloseTo(-20 / 4 / (40 / 6), 13);
    expect(autocorrelations[1]).toBeCloseTo((0 + 0) / 2 / (40 / 6), 13);
  });
});

describe('two factors', () => {
  test('are found again, within their own errors, from a long record', () => {
    const { options } = calibrate(twoFactorFundingModel, simulate('long', 60_000));
    const wanted = twoFactorFundingModel.options(truth, EIGHT_HOURS);
    for (const [name, { value, standardError }] of Object.entries(options)) {
      if (name === 'stampHours') continue;
      expect(Math.abs(value - wanted[name]!) / standardError!, name).toBeLessThan(4);
    }
    expect(wanted.stampHours).toBe(8);
  });

  test('the jackknife’s error of the mean is that of a mean of what remembers', () => {
    const [mean, deviation, share, fast, slow] = truth as [number, number, number, number, number];
    const n = 20_000;
    const long = (keep: number) => (1 + keep) / (1 - keep);
    const exact = Math.sqrt((deviation ** 2 / n) * (share * long(fast * slow) + (1 - share) * long(slow)));
    const errors = Array.from({ length: 30 }, (_, i) => {
      const { options } = calibrate(meanRevertingFundingModel, simulate(`record ${i}`, n));
      expect(Math.abs(options.meanPerYear!.value / 1095 - mean) / exact).toBeLessThan(MOST_STANDARD_ERRORS);
      return options.meanPerYear!.standardError! / 1095;
    });
    const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    // Twenty blocks give a variance to within sqrt(2 / 19); thirty records together to within 6 %.
    expect(Math.abs(rms / exact - 1)).toBeLessThan((MOST_STANDARD_ERRORS * Math.sqrt(2 / 19 / 30)) / 2 + 0.03);
  });
});

describe('rare jumps', () => {
  const merton = [0.0001, 0.01, 0.01, -0.02, 0.08];
  const series = unbrokenSeries(rareJumpsModel.simulate(merton, 30_000, randomOf('rare', 0), 1 / 6), 1 / 6);

  test('are found where there are any, and hardly elsewhere', () => {
    const { facts, options } = calibrate(rareJumpsModel, series);
    const wanted = rareJumpsModel.options(merton, 1 / 6);
    // Jumps below some 4.5 % are not told from the diffusion: 59 % of these are larger.
    expect(options.jumpsPerYear!.value / wanted.jumpsPerYear!).toBeGreaterThan(0.5);
    expect(options.jumpsPerYear!.value / wanted.jumpsPerYear!).toBeLessThan(0.75);
    expect(options.volatilityPerYear!.value / wanted.volatilityPerYear!).toBeCloseTo(1, 1);
    expect(facts.jumpShareOfVariance!.value).toBeCloseTo(0.4, 1);
  });

  test('without jumps, one return in a hundred thousand is called one', () => {
    const still = unbrokenSeries(rareJumpsModel.simulate([0, 0.01, 1e-9, 0, 0.1], 30_000, randomOf('still', 0), 1), 1);
    expect(separate(still).jumps.length).toBeLessThan(10);
  });

  test('a jump does not hide the next one', () => {
    const returns = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
    returns[100] = 0.3;
    returns[101] = -0.3;
    const { jumps, others } = separate(unbrokenSeries(returns, 1));
    expect(jumps).toContain(0.3);
    expect(others.length + jumps.length).toBe(140);
    returns[101] = 0.01;
    returns[110] = -0.3;
    expect(separate(unbrokenSeries(returns, 1)).jumps).toEqual([0.3, -0.3]);
  });

  test('their spread is that of what was found', () => {
    const { jumps } = separate(series);
    expect(calibrate(rareJumpsModel, series).options.jumpDeviation!.value / sdOf(jumps)).toBeCloseTo(1, 2);
  });
});

// Kills: options that are not numbers, and a file of them; start values that pass for estimates.
test('what a record cannot tell is refused by name, and never told as a number', () => {
  const still = unbrokenSeries(
    Float64Array.from({ length: 500 }, (_, i) => 0.01 * (i % 2 === 0 ? 1 : -1)),
    1,
  );
  expect(() => calibrate(rareJumpsModel, still)).toThrow('rare-jumps: at least two jumps must be found; got 0');
  const stamps = twoFactorFundingModel.simulate([0.0001, 0.0003, 0.5, 0.7, 0.99], 600, randomOf('gaps', 0), 1 / 3);
  const whole = unbrokenSeries(stamps, 1 / 3);
  const broken = { ...whole, starts: Int32Array.from({ length: 20 }, (_, i) => 30 * i) };
  expect(() => calibrate(twoFactorFundingModel, broken as unknown as typeof whole)).toThrow(
    /the correlation of rates \d+ stamps apart is needed, and no two of them stand in one stretch/,
  );
});
