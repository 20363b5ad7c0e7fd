import { describe, expect, test } from 'vitest';
import { calibrate } from '../../src/calibration/calibrate.ts';
import { modelNamed } from '../../src/calibration/catalogue.ts';
import { fundingOf, priceOf } from '../../src/calibration/processes.ts';
import { unbrokenSeries } from '../../src/calibration/series.ts';
import { simulatedMarkets } from '../../src/calibration/simulated-markets.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { coverageCases } from './coverage-cases.ts';

/** So far may an estimate be from the truth, in its own errors: there are some fifty of them here. */
const FARTHEST = 4.5;
const YEAR = 365;

const rareJumps = { model: 'rare-jumps', values: [0, 0.01, 0.01, 0, 0.09], days: 1000 };
const threeRegimes = {
  model: 'regimes-3',
  values: [0.001, 0, -0.002, 0.01, 3, 2, 20, 15, 20, 0.9, 0.6, 0.8],
  days: 1000,
};

describe('a process takes the options of its fit as they are', () => {
  test.each([...coverageCases, rareJumps, threeRegimes])('$model', ({ model: name, values }) => {
    for (const stepDays of [1, 1 / 6]) {
      const model = modelNamed(name);
      expect(priceOf(model.process, model.options(values, stepDays)).problems).toEqual([]);
    }
  });

  test.each(['mean-reverting-funding', 'two-factor-funding'])('%s', (name) => {
    const model = modelNamed(name);
    const values = [1e-4, 2e-4, 0.5, 0.7, 0.99].slice(0, model.parameters.length);
    expect(fundingOf(model.process, model.options(values, 1 / 3)).problems).toEqual([]);
  });

  test('what a process refuses is said', () => {
    expect(() => priceOf('gbm', { volatilityPerYear: -1 })).toThrow(
      'volatilityPerYear must be a number from 0 to 10; got -1',
    );
    expect(() => priceOf('gmb', {})).toThrow('no process "gmb" can be simulated');
  });
});

/**
 * Kills: an option in another unit than the process takes it, a parameter under another's name, a drift without its compensator,
 * in the model that is fitted or in the one that is simulated: they share no line.
 */
describe('a market that the engine simulated with known options is fitted, and gives them back', () => {
  test.each(coverageCases.filter(({ model }) => model !== 'kou'))('$model', ({ model: name, values }) => {
    const model = modelNamed(name);
    const truth = model.options(values, 1);
    const [market] = simulatedMarkets({
      price: priceOf(model.process, truth),
      funding: noFunding(),
      returns: 4 * YEAR,
      periodMinutes: 1440,
      stampMinutes: null,
      markets: 1,
      seed: `given back by ${name}`,
    });
    const { options } = calibrate(model, unbrokenSeries(market!.returns, 1));
    for (const [option, value] of Object.entries(truth)) {
      const found = options[option]!;
      if (found.standardErrorIfTrue === null) {
        expect(found.value, option).toBe(value);
        continue;
      }
      const gap = Math.abs(found.value - value) / found.standardErrorIfTrue;
      expect(gap, `${option}: ${found.value} ± ${found.standardErrorIfTrue}, truly ${value}`).toBeLessThan(FARTHEST);
    }
  });
});
