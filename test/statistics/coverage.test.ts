import { expect, test } from 'vitest';
import { expectedShortfall } from '../../src/statistics/expected-shortfall.ts';
import { mean } from '../../src/statistics/mean.ts';
import { medianLogGap } from '../../src/statistics/median-log-gap.ts';
import { probability } from '../../src/statistics/probability.ts';
import { probabilityFirstBeats } from '../../src/statistics/probability-first-beats.ts';
import { quantileInterval } from '../../src/statistics/quantile-interval.ts';
import { quantileRanks } from '../../src/statistics/quantile-ranks.ts';
import { drawn, pinnedUniforms } from './pinned-random.ts';

const REPETITIONS = 4000;

function hitShare(hit: () => boolean): number {
  let hits = 0;
  for (let i = 0; i < REPETITIONS; i++) if (hit()) hits++;
  return hits / REPETITIONS;
}
/** How far the share of repetitions that hit may be from the true one: 4.5 binomial deviations. */
const tolerance = (share: number) => 4.5 * Math.sqrt((share * (1 - share)) / REPETITIONS);

test('the interval of a median holds the true median as often as its exact coverage says', () => {
  const uniform = pinnedUniforms(1);
  const coverage = quantileRanks(101, 0.5).coverage;
  const share = hitShare(() => {
    const [lower, upper] = quantileInterval(drawn(101, uniform).sort(), 0.5);
    return lower <= 0.5 && 0.5 <= upper;
  });
  expect(Math.abs(share - coverage)).toBeLessThan(tolerance(coverage));
});

test('the interval of a median log gap holds the true gap as often as its exact coverage says', () => {
  const uniform = pinnedUniforms(2);
  const coverage = quantileRanks(80, 0.5).coverage;
  // Both uniform and independent: the log gap is Laplace about 0.
  const share = hitShare(() => {
    const [lower, upper] = medianLogGap(drawn(80, uniform), drawn(80, uniform)).interval;
    return lower <= 0 && 0 <= upper;
  });
  expect(Math.abs(share - coverage)).toBeLessThan(tolerance(coverage));
});

test("Wilson's interval holds the true probability as often as the binomial law says, which is near 95 %", () => {
  // For 200 paths: the binomial probabilities of all hits whose interval covers p, added up in another language.
  for (const [p, coverage, seed] of [
    [0.02, 0.9330769984, 3],
    [0.1, 0.9561182367, 4],
    [0.5, 0.9440342595, 5],
  ] as const) {
    const uniform = pinnedUniforms(seed);
    const share = hitShare(() => {
      let hits = 0;
      for (let path = 0; path < 200; path++) if (uniform() < p) hits++;
      const [lower, upper] = probability(hits, 200).interval;
      return lower <= p && p <= upper;
    });
    expect(Math.abs(share - coverage)).toBeLessThan(tolerance(coverage));
  }
});

test('1.96 standard errors around a mean of tame values hold the true mean in 95 % of all experiments', () => {
  const uniform = pinnedUniforms(6);
  const share = hitShare(() => {
    const { value, standardError } = mean(drawn(200, uniform));
    return Math.abs(value - 0.5) <= 1.959963984540054 * standardError;
  });
  expect(Math.abs(share - 0.95)).toBeLessThan(tolerance(0.95));
});

// Kills the error of a plain mean of the tail, which forgets that its boundary is estimated too: half of the right one here.
test('the standard error of a shortfall is the deviation of the shortfall over many experiments', () => {
  const uniform = pinnedUniforms(7);
  const shortfalls = new Float64Array(REPETITIONS);
  const errors = new Float64Array(REPETITIONS);
  for (let i = 0; i < REPETITIONS; i++) {
    const { value, standardError } = expectedShortfall(drawn(1000, uniform).sort(), 0.05);
    shortfalls[i] = value;
    errors[i] = standardError;
  }
  const { standardDeviation } = mean(shortfalls);
  expect(Math.abs(mean(errors).value / standardDeviation - 1)).toBeLessThan(0.05);
});

test('the standard error of beating, with ties, is its deviation over many experiments', () => {
  const uniform = pinnedUniforms(8);
  const dice = () => Math.floor(3 * uniform());
  const values = new Float64Array(REPETITIONS);
  const errors = new Float64Array(REPETITIONS);
  for (let i = 0; i < REPETITIONS; i++) {
    const { value, standardError } = probabilityFirstBeats(drawn(100, dice), drawn(100, dice));
    values[i] = value;
    errors[i] = standardError;
  }
  expect(Math.abs(mean(errors).value / mean(values).standardDeviation - 1)).toBeLessThan(0.05);
});
