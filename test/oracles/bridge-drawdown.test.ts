import { expect, test } from 'vitest';
import { priceDrawdown } from '../../src/metrics/price-drawdown.ts';
import { countOf, expectShareOf, MOST_STANDARD_ERRORS, meanOf } from '../support/monte-carlo.ts';
import { expectMean, runWatched } from '../support/watched.ts';
import oracles from './bridge.json' with { type: 'json' };

const logOf = (falls: Float64Array) => falls.map((fall) => -Math.log1p(-fall));

const [month, year] = oracles['MDD-01'] as [(typeof oracles)['MDD-01'][0], (typeof oracles)['MDD-01'][1]];

// Kills: highs that are no peaks, lows that are no troughs; a drawdown over step ends; a low before the high of its own step.
test.each([
  ['MDD-01a', month, 60, 3000],
  ['MDD-01b', year, 480, 2000],
] as const)(
  '%s: without drift the deepest fall of the price has the law of the largest |W|',
  (id, { volatility, days, log, cdf }, stepMinutes, paths) => {
    const drift = (volatility * volatility) / 2;
    const market = { volatility, drift, days, stepMinutes, paths, seed: id };
    const falls = logOf(runWatched(market)(null, 'priceDrawdown'));
    expectMean(falls, log, 'deepest fall');
    for (const [a, share] of Object.entries(cdf)) {
      expectShareOf(
        countOf(falls, (fall) => fall <= Number(a)),
        paths,
        share,
        `at most ${a}`,
      );
    }
    // Two shifts of 0.5826 deviations of a step, one at the top and one at the bottom, are missed at step ends.
    const blind = logOf(runWatched({ ...market, metrics: [priceDrawdown()], isBlind: true })(null, 'priceDrawdown'));
    const missed = meanOf(falls) - meanOf(blind);
    expect(missed / (volatility * Math.sqrt(stepMinutes / 525_600))).toBeCloseTo(2 * 0.5826, 1);
  },
);

test.each([
  [1440, 1000],
  [73 * 1440, 20_000],
])(
  'MDD-02: a year ends below half of its highest as often as is stated, at steps of %d minutes',
  (stepMinutes, paths) => {
    const { volatility, below, share, withoutDrift } = oracles['MDD-02'];
    const shareBelow = (drift: number, isBlind: boolean) => {
      const market = { volatility, drift, days: 365, stepMinutes, paths, seed: `MDD-02 ${stepMinutes}`, isBlind };
      const found = runWatched({ ...market, metrics: [priceDrawdown()] });
      return countOf(found(null, 'priceBelowHighest'), (fall) => fall > below);
    };
    expectShareOf(shareBelow(0, false), paths, share);
    expectShareOf(shareBelow((volatility * volatility) / 2, false), paths, withoutDrift);
    const blind = (share * paths - shareBelow(0, true)) / Math.sqrt(share * (1 - share) * paths);
    if (stepMinutes > 1440) expect(blind).toBeGreaterThan(MOST_STANDARD_ERRORS);
  },
);
