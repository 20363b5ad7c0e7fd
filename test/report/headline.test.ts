import { expect, test } from 'vitest';
import { headline } from '../../src/report/page/headline.ts';
import { fewestPathsForAClaim } from '../../src/report/too-few-paths.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { HoldingSummary, Summary } from '../../src/result/summary.ts';
import { allHoldings, type FixtureHolding, fixture } from './fixture.ts';

const pair = [allHoldings[0], allHoldings[7]] as readonly FixtureHolding[];
const result = fixture({ paths: 200, days: 10, points: 3, holdings: pair });
const measured = summarise(result);

/** The run's summary with the interval of the token's median, and of its chance to end below spot, set by hand. */
function saying(median: readonly [number, number], belowSpot: readonly [number, number]): Summary {
  const token = measured.holdings['3x daily'];
  if (!token) throw new Error('fixture has no token');
  return {
    ...measured,
    holdings: {
      ...measured.holdings,
      '3x daily': {
        ...token,
        finalValue: { ...token.finalValue, median: (median[0] + median[1]) / 2, medianInterval: median },
        probability: {
          ...token.probability,
          belowSpot: { ...token.probability.belowSpot, value: (belowSpot[0] + belowSpot[1]) / 2, interval: belowSpot },
        },
      },
    },
  };
}

test.each([
  [[0, 0], 'ruined'],
  [[0, 0.4], 'losesMost'],
  [[0.3, 0.499], 'losesMost'],
  [[0.3, 0.5], 'loses'],
  [[0.9, 0.999], 'loses'],
  [[0.9, 1], 'unclear'],
  [[0.9, 1.1], 'unclear'],
  [[1, 1.2], 'unclear'],
  [[1.001, 1.2], 'gains'],
  [[2, 2.2], 'gains'],
  [[2.001, 2.2], 'multiplies'],
] as const)('with a median between %j the verdict is %s', (interval, verdict) => {
  expect(headline(result, saying(interval, [0.4, 0.6])).verdict).toBe(verdict);
});

test.each([
  [[0.4, 0.6], 'withinError'],
  [[0.5, 0.7], 'withinError'],
  [[0.501, 0.7], 'below'],
  [[0.3, 0.499], 'above'],
] as const)('with a chance to end below spot between %j the comparison is %s', (interval, comparison) => {
  expect(headline(result, saying([0.3, 0.4], interval)).comparison).toBe(comparison);
});

test('where nothing can be told apart the words are neutral', () => {
  expect(headline(result, saying([0.95, 1.05], [0.45, 0.55])).text).toBe(
    '3x daily loses about as often as it gains; it beats spot about as often as not',
  );
});

test('a loss and its comparison are said with the numbers that carry them', () => {
  expect(headline(result, saying([0.7, 0.76], [0.86, 0.9])).text).toBe(
    '3x daily loses 27% or more on half of all paths, and trails spot on 88%',
  );
  expect(headline(result, saying([1.2, 1.4], [0.86, 0.9])).text).toBe(
    '3x daily gains 30% or more on half of all paths, but trails spot on 88%',
  );
  expect(headline(result, saying([0.7, 0.76], [0.51, 0.53])).text).toContain('trails spot more often than not');
});

test('what holds on every path is said of all of them, and what holds on nearly every one of almost all', () => {
  const everyPath = (change: (token: HoldingSummary) => Partial<HoldingSummary>): Summary => {
    const said = saying([0.3, 0.4], [0.98, 1.02]);
    const token = said.holdings['3x daily']!;
    return { ...said, holdings: { ...said.holdings, '3x daily': { ...token, ...change(token) } } };
  };
  const chance = (name: 'halved' | 'belowSpot', value: number, interval: readonly [number, number]) =>
    everyPath(({ probability }) => ({
      probability: { ...probability, [name]: { ...probability[name], value, interval } },
    }));
  expect(headline(result, chance('belowSpot', 1, [0.98, 1])).text).toMatch(/ and trails spot on all$/);
  expect(headline(result, chance('belowSpot', 0.999, [0.98, 1])).text).toMatch(/ and trails spot on almost all$/);
  expect(headline(result, chance('belowSpot', 0, [0, 0.02])).text).toMatch(/, yet trails spot on none$/);
  expect(headline(result, chance('halved', 1, [0.98, 1])).text).toMatch(/loses most of its value on all paths,/);
  expect(headline(result, chance('halved', 0.99, [0.9, 1])).text).toMatch(/on more than half of all paths,/);
  const nothing = everyPath(({ finalValue }) => ({
    finalValue: { ...finalValue, median: 0, medianInterval: [0, 0], max: 0 },
  }));
  expect(headline(result, nothing).text).toBe('3x daily ends at nothing on all paths, and trails spot on all');
});

test('fewer than a hundred paths are not judged, and one path is only told', () => {
  const few = fixture({ paths: fewestPathsForAClaim - 1, days: 10, points: 3, holdings: pair });
  expect(headline(few, summarise(few)).verdict).toBe('tooFewPaths');
  const one = fixture({ paths: 1, days: 10, points: 3, holdings: pair });
  const said = headline(one, summarise(one));
  expect(said.verdict).toBe('onePath');
  expect(said.text).toMatch(/^On this path 3x daily ends at /);
});

test('without a holding called spot the comparison is with the coin, and a page about the coin compares with nothing', () => {
  const alone = fixture({ paths: 200, days: 90, points: 91, holdings: [pair[0] as FixtureHolding] });
  expect(headline(alone, summarise(alone)).text).toContain('the coin');
  const coin = fixture({ paths: 200, days: 10, points: 3, holdings: [pair[1] as FixtureHolding] });
  expect(headline(coin, summarise(coin)).comparison).toBe('none');
});
