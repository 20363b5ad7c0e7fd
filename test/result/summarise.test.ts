import { expect, test } from 'vitest';
import { stableJson } from '../../src/result/stable-json.ts';
import { summarise } from '../../src/result/summarise.ts';
import type { HoldingSummary } from '../../src/result/summary.ts';
import { holding, market, perpetual, run, spot, token } from './four-paths.ts';

const result = run([token, spot, perpetual], market);
const summary = summarise(result);

function of(name: string): HoldingSummary {
  return summary.holdings[name] as HoldingSummary;
}

test('a summary opens with what identifies the run, and says nothing of a whole run being partial', () => {
  expect(Object.keys(summary)).toEqual([
    'schema',
    'scenario',
    'question',
    'seed',
    'stream',
    'paths',
    'digest',
    'setting',
    'market',
    'holdings',
    'pairs',
    'warnings',
  ]);
  expect(summary).toMatchObject({ schema: 'decaylab/summary@1', scenario: 'four-paths', seed: 'one', paths: 4 });
  expect(summary.digest).toBe('0123456789abcdef');
});

test('a run that was stopped is called partial', () => {
  expect(summarise(run([spot], market, { isPartial: true })).partial).toBe(true);
});

test('final values 4, 1/4, 0 and 1 are summed up as on paper', () => {
  const { finalValue } = of('3x');
  // Sum 5.25; squares of the distances from 1.3125 add up to 10.171875.
  expect(finalValue.mean).toBe(1.3125);
  expect(finalValue.standardDeviation).toBeCloseTo(Math.sqrt(10.171875 / 3), 14);
  expect(finalValue.standardError).toBeCloseTo(Math.sqrt(10.171875 / 12), 14);
  // Type 7: sorted 0, 1/4, 1, 4 at places 3 p.
  expect([finalValue.min, finalValue.q25, finalValue.median, finalValue.q75, finalValue.max]).toEqual([
    0, 0.1875, 0.625, 1.75, 4,
  ]);
  expect(finalValue.q01).toBeCloseTo(0.03 * 0.25, 15);
  expect(finalValue.q05).toBeCloseTo(0.15 * 0.25, 15);
  expect(finalValue.q95).toBeCloseTo(1 + 0.85 * 3, 14);
  expect(finalValue.q99).toBeCloseTo(4 - 0.03 * 3, 14);
  expect(finalValue.medianInterval).toEqual([null, null]);
  expect(finalValue.topOnePercentShare).toBe(4 / 5.25);
  expect(finalValue.expectedShortfall05).toEqual({ value: 0, standardError: null });
  expect(finalValue.meanIsResolved).toBe(false);
});

test('log growth is over the paths that end above zero', () => {
  const { logGrowth } = of('3x');
  expect(logGrowth.paths).toBe(3);
  expect(logGrowth.mean).toBeCloseTo(0, 14);
  expect(logGrowth.median).toBe(0);
  expect(logGrowth.max).toBeCloseTo(Math.log(4), 14);
});

test('probabilities count paths strictly below their bounds, and what cannot happen to a holding is 0', () => {
  const values = (name: string) => Object.entries(of(name).probability).map(([key, { value }]) => [key, value]);
  expect(values('3x')).toEqual([
    ['loss', 0.5],
    ['ruin', 0.25],
    ['liquidated', 0],
    ['stopped', 0],
    ['belowSpot', 0.5],
    ['halved', 0.5],
  ]);
  expect(values('__proto__')).toEqual([
    ['loss', 0.5],
    ['ruin', 0],
    ['liquidated', 0.5],
    ['stopped', 0],
    ['belowSpot', 0.5],
    ['halved', 0.5],
  ]);
  // A final value of exactly one half is not halved.
  expect(of('spot').probability.halved.value).toBe(0);
  expect(of('3x').probability.ruin.standardError).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 4), 15);
  expect(of('3x').probability.stopped).toMatchObject({ value: 0, standardError: 0 });
});

test('a holding named spot, with whatever it paid, is what the others are compared with', () => {
  const costlySpot = holding('spot', { finalValue: [3.5, 0.2, 0.1, 0.9] });
  const { holdings } = summarise(run([token, costlySpot], market));
  // 4, 0.25, 0 and 1 against it; against the coin itself two would be below.
  expect(holdings['3x']?.probability.belowSpot.value).toBe(0.25);
});

test('without a holding named spot, holdings are compared with the coin', () => {
  const alone = summarise(run([token], { ...market, spotReturn: [4, -0.9, -0.5, -0.5] }));
  // Spot ends at 5, 0.1, 0.5 and 0.5 against 4, 0.25, 0 and 1.
  expect(alone.holdings['3x']?.probability.belowSpot.value).toBe(0.5);
  expect(summarise(run([token, holding('Spot', { finalValue: [9, 9, 9, 9] })], market)).holdings['3x']).toMatchObject({
    probability: { belowSpot: { value: 0.5 } },
  });
});

test('a column that is missing counts as zeros', () => {
  const { splits, blockedShare, turnover } = of('spot');
  for (const zeros of [splits, blockedShare, turnover]) {
    expect(zeros).toMatchObject({ mean: 0, standardError: 0, median: 0, max: 0 });
  }
  expect(of('3x').rebalances.mean).toBe(2);
});

test('the attribution names every account, is over the paths that end above zero, and loses none', () => {
  const { attribution } = of('3x');
  expect(Object.keys(attribution)).toEqual([
    'direction',
    'varianceDrag',
    'leverageDrift',
    'funding',
    'management',
    'trading',
    'slippage',
    'entry',
    'exit',
    'liquidation',
    'held',
    'residual',
    'bonus',
    'total',
    'paths',
  ]);
  expect(attribution.paths).toBe(3);
  expect(attribution.direction.mean).toBeCloseTo(2 / 3, 15);
  expect(attribution).toMatchObject({ bonus: { mean: 2, standardDeviation: 1 } });
  expect(attribution.slippage).toEqual({ mean: 0, standardError: 0, standardDeviation: 0, q05: 0, q95: 0 });
  expect(attribution.total.mean).toBe(of('3x').logGrowth.mean);
});

test('the books are over all paths, and add up to the mean gain', () => {
  const { books, finalValue } = of('3x');
  expect(Object.keys(books)).toEqual(['profit', 'funding']);
  expect((books.profit?.mean as number) + (books.funding?.mean as number)).toBe((finalValue.mean as number) - 1);
});

test('the market is stated per year', () => {
  // 0.05 over a fifth of a year is a volatility of one half; the fundings add up to 0.04.
  expect(summary.market.realisedVolatilityPerYear.median).toBeCloseTo(0.5, 15);
  expect(summary.market.realisedVolatilityPerYear.max).toBeCloseTo(1, 15);
  expect(summary.market.fundingPerYear.mean).toBeCloseTo(0.05, 15);
  expect(summary.market.spotReturn.mean).toBe(0);
});

test('the drawdown of the price is stated where the run has measured it, and nowhere else', () => {
  expect(Object.keys(summary.market)).toEqual(['spotReturn', 'realisedVolatilityPerYear', 'fundingPerYear']);
  const priceDrawdown = [0.1, 0.5, 0.6, 0.2];
  const measured = summarise(run([token], { ...market, priceDrawdown, priceBelowHighest: [0, 0.5, 0.6, 0.1] })).market;
  expect(measured.priceDrawdown).toMatchObject({ mean: 0.35, max: 0.6 });
  expect(measured.priceBelowHighest).toMatchObject({ mean: 0.3, min: 0 });
});

test('every pair is compared once, in declared order', () => {
  expect(Object.keys(summary.pairs)).toEqual(['3x vs spot', '3x vs __proto__', 'spot vs __proto__']);
  const pair = summary.pairs['3x vs spot'];
  // One win, one tie, two losses.
  expect(pair?.probabilityABeatsB.value).toBe(0.375);
  expect(pair?.medianLogGap).toEqual({ value: 0, interval: [null, null], paths: 3 });
  expect(pair?.meanDifference.mean).toBe(0.3125);
});

test('two pairs that read the same are not mixed up in silence', () => {
  const named = (name: string, value: number) => holding(name, { finalValue: [value, value, value, value] });
  const { pairs, warnings } = summarise(
    run([named('x', 1), named('y vs z', 2), named('x vs y', 3), named('z', 4)], market),
  );
  expect(Object.keys(pairs)).toHaveLength(5);
  expect(pairs['x vs y vs z']?.meanDifference.mean).toBe(-1);
  expect(warnings.at(-1)).toBe('Two pairs of holdings are both called "x vs y vs z": only the first is compared.');
});

test('holdings may be called anything, and are found again in the file', () => {
  const names = ['__proto__', 'constructor', 'toString', 'a "quoted"\nname'];
  const odd = summarise(
    run(
      names.map((name) => holding(name, { finalValue: [1, 2, 3, 4] })),
      market,
    ),
  );
  const read = JSON.parse(stableJson(odd)).holdings;
  expect(Object.keys(read)).toEqual(names);
  expect(Object.getOwnPropertyDescriptor(read, '__proto__')?.value.finalValue.median).toBe(2.5);
});

test('warnings of the run come first, then what the figures rest on, each a full sentence', () => {
  expect(summary.warnings).toEqual([
    'The trigger is finer than the step.',
    'The mean final value of "3x" rests on few paths: N = 4 is below 4300·skewness² = 4,142, and its best 1 % of paths hold 76 % of the total. Read the median.',
    'The mean final value of "spot" rests on few paths: N = 4 is below 4300·skewness² = 2,867, and its best 1 % of paths hold 50 % of the total. Read the median.',
    'The mean final value of "__proto__" rests on few paths: N = 4 is below 4300·skewness² = 2,867, and its best 1 % of paths hold 75 % of the total. Read the median.',
    'There are only 4 paths: the 95 % interval of a median needs 6 and the standard error of the expected shortfall needs 40; both are null.',
    '"3x" ends at zero on 1 of 4 paths: its log growth and its attribution are over the other 3.',
    '"__proto__" ends at zero on 2 of 4 paths: its log growth and its attribution are over the other 2.',
  ]);
});

test('a mean that enough paths carry draws no warning', () => {
  const even = Array.from({ length: 100 }, (_, i) => 1 + i / 100);
  const { holdings, warnings } = summarise(
    run([holding('even', { finalValue: even })], { spotReturn: even }, { warnings: [] }),
  );
  expect(holdings.even?.finalValue.meanIsResolved).toBe(true);
  expect(warnings).toEqual([]);
});

test('what needs more paths than there are is null, and the summary says what and how many', () => {
  const warningsOf = (n: number) => {
    const values = Array.from({ length: n }, (_, i) => 1 + i);
    const { holdings, warnings } = summarise(
      run([holding('few', { finalValue: values })], { spotReturn: values }, { warnings: [] }),
    );
    const { medianInterval, expectedShortfall05 } = (holdings.few as HoldingSummary).finalValue;
    return [medianInterval[0] === null, expectedShortfall05.standardError === null, ...warnings];
  };
  expect(warningsOf(6)).toEqual([
    false,
    true,
    'There are only 6 paths: the standard error of the expected shortfall needs 40 and is null.',
  ]);
  expect(warningsOf(39).slice(0, 2)).toEqual([false, true]);
  expect(warningsOf(40)).toEqual([false, false]);
});

test('of one path there are values but no errors, and the summary says so', () => {
  const one = summarise(run([holding('lone', { finalValue: [2] })], { spotReturn: [0.5] }, { warnings: [] }));
  const { finalValue, probability } = one.holdings.lone as HoldingSummary;
  expect(finalValue).toMatchObject({
    mean: 2,
    median: 2,
    standardError: null,
    standardDeviation: null,
    skewness: null,
  });
  expect(probability.loss).toMatchObject({ value: 0, standardError: null });
  expect(one.warnings).toEqual([
    'There is only one path: standard deviations, standard errors and intervals of medians are null.',
  ]);
  expect(() => stableJson(one)).not.toThrow();
});

test('values that are not finite become null and are counted in a warning', () => {
  const broken = holding('broken', {
    finalValue: [1, Number.NaN, 2, 3],
    turnover: [1, 2, 3, Number.POSITIVE_INFINITY],
  });
  const withGaps = summarise(run([broken, spot], market, { warnings: [] }));
  const { holdings, pairs, warnings } = withGaps;
  const { finalValue, turnover, probability } = holdings.broken as HoldingSummary;
  expect(finalValue).toMatchObject({ mean: null, median: null, max: null, skewness: null, meanIsResolved: false });
  expect([probability.loss.value, probability.belowSpot.value]).toEqual([null, null]);
  expect(pairs['broken vs spot']?.probabilityABeatsB.value).toBeNull();
  // An infinite value is still the greatest one: what lies below it is known.
  expect(turnover).toMatchObject({ mean: null, median: 2.5, max: null });
  expect(warnings).toContain(
    'The column "finalValue" of "broken" is not finite on 1 of 4 paths: figures that need those are null.',
  );
  expect(warnings).toContain(
    'The column "turnover" of "broken" is not finite on 1 of 4 paths: figures that need those are null.',
  );
  expect(() => stableJson(withGaps)).not.toThrow();
});

test('a holding that always ends at zero has neither growth nor attribution, and says so', () => {
  const gone = summarise(run([holding('gone', { finalValue: [0, 0, 0, 0] })], market, { warnings: [] }));
  const { finalValue, logGrowth, attribution } = gone.holdings.gone as HoldingSummary;
  expect(finalValue).toMatchObject({ mean: 0, standardError: 0, topOnePercentShare: null });
  expect(logGrowth).toMatchObject({ mean: null, median: null, paths: 0 });
  expect(attribution).toMatchObject({ total: { mean: null }, paths: 0 });
  expect(gone.warnings).toContain(
    '"gone" ends at zero on every path (4): its log growth, its attribution and the share of its best paths are null.',
  );
});

test('a run stopped before its first path is summed up in nulls', () => {
  const none = summarise(
    run([holding('none', { finalValue: [] })], { spotReturn: [] }, { isPartial: true, warnings: [] }),
  );
  expect(none.holdings.none?.finalValue.mean).toBeNull();
  expect(none.warnings).toEqual(['No path was completed: every figure is null.']);
  expect(() => stableJson(none)).not.toThrow();
});

test('a holding without final values is refused by name', () => {
  expect(() => summarise(run([holding('empty', {})], market))).toThrow(
    'summarise: "empty" must have a column finalValue; got none',
  );
});

test('summing up changes nothing in the result, and twice gives the same bytes', () => {
  const before = structuredClone(result);
  const bytes = stableJson(summarise(result));
  expect(result).toEqual(before);
  expect(stableJson(summarise(result))).toBe(bytes);
});
