import { expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import { type Likelihood, maximumLikelihood } from '../../src/calibration/maximum-likelihood.ts';
import { real } from '../../src/calibration/scale.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';

/** The place of a Cauchy law of width 0.01: every heap of values is a peak of its likelihood. */
const cauchy: Omit<Likelihood, 'starts' | 'logDensities'> = {
  name: 'cauchy',
  process: 'cauchy',
  reads: 'prices',
  periodMinutes: 1440,
  parameters: [{ name: 'place', scale: real(0.01) }],
  options: ([place]) => ({ place: place! }),
  facts: () => ({}),
  simulate: () => new Float64Array(0),
};
const logDensities: Likelihood['logDensities'] = ([place], { values }, into) => {
  for (let t = 0; t < values.length; t++) into[t] = -Math.log(1 + ((values[t]! - place!) / 0.01) ** 2);
};
/** A heap of 40 about 0, and one of 60 about 1. */
const heaps = unbrokenSeries(
  Float64Array.from({ length: 100 }, (_, i) => (i < 40 ? 0 : 1) + 0.001 * Math.sin(i)),
  1,
);

test('of several peaks the highest is taken, wherever the search that finds it stands in the list', () => {
  for (const starts of [
    [[0], [1]],
    [[1], [0]],
  ]) {
    const { options } = calibrate(maximumLikelihood({ ...cauchy, logDensities, starts: () => starts }), heaps);
    expect(options.place!.value).toBeCloseTo(1, 3);
  }
});

test('a likelihood without a peak has no errors, and that is said', () => {
  const flat: Likelihood = {
    ...cauchy,
    logDensities: (_values, _series, into) => void into.fill(-1),
    starts: () => [[0]],
  };
  const { options, warnings } = calibrate(maximumLikelihood(flat), heaps);
  expect(options.place!.standardError).toBeNull();
  expect(warnings.join()).toMatch(/no proper peak/);
});
