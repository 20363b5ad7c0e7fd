import { describe, expect, test } from 'vitest';
import { binomialAtMost, coverageCases, coverageOf } from './coverage-cases.ts';

/** A count so unlikely, on either side, is no chance: there are some sixty of them here. */
const IMPOSSIBLE = 1e-5;

/** Models that fit in milliseconds; the campaign beside this file asks all of them. */
const asked: Readonly<Record<string, number>> = {
  gbm: 200,
  'student-t': 50,
  autoregressive: 200,
  'garch-t': 20,
  'regimes-2': 15,
  merton: 15,
};

/**
 * Kills: errors that are too small or too large, a wrong delta method, a wrong curvature, a parameter that is called by
 * another's name, an optimiser that stops on the way. Intervals of 95 % hardly tell errors that are too large; those of
 * 50 % do.
 */
describe('an option’s own interval holds the true value as often as it says', () => {
  test.each(Object.entries(asked))('%s, in %d histories', (model, histories) => {
    const { hits } = coverageOf(coverageCases.find((each) => each.model === model)!, histories);
    for (const [option, counts] of Object.entries(hits)) {
      for (const [i, share] of [0.95, 0.5].entries()) {
        const found = `${option}: ${counts[i]} of ${histories} intervals of ${100 * share} %`;
        expect(binomialAtMost(counts[i]!, histories, share), found).toBeGreaterThan(IMPOSSIBLE);
        if (counts[i]! > 0) {
          expect(1 - binomialAtMost(counts[i]! - 1, histories, share), found).toBeGreaterThan(IMPOSSIBLE);
        }
      }
    }
  });
});

test('the binomial chance is a sum of known terms', () => {
  expect(binomialAtMost(1, 4, 0.5)).toBeCloseTo(5 / 16, 14);
  expect(binomialAtMost(4, 4, 0.3)).toBeCloseTo(1, 14);
});
