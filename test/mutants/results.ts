import { faultsIn } from './mutant.ts';

const statistics = ['quantiles', 'moments', 'shares', 'pairs', 'fan-quantiles', 'log-density'].map(
  (name) => `test/statistics/${name}.test.ts`,
);
const summary = ['test/result'];
const data = ['align', 'parse-recording', 'instant'].map((name) => `test/data/${name}.test.ts`);

/** Faults of the statistics and of the summary. */
export const resultMutants = [
  ...faultsIn('src/result/decay.ts', ['test/result/on-the-way.test.ts'], {
    'decay: paths that end at zero count': ['Number.isFinite(decay?.[path])', 'path >= 0'],
    'decay: the leverage is left out': [
      'targetLeverage * (sumLogReturn[path] as number)',
      '(sumLogReturn[path] as number)',
    ],
    'decay: another coin is held against the first': ['&& description.market === undefined', ''],
    'decay: goes with volatility as with straightness': ["r('straightness')", "r('realisedVolatilityPerYear')"],
  }),
  ...faultsIn('src/result/summarise-on-the-way.ts', ['test/result/on-the-way.test.ts'], {
    'on the way: what is over still stands': ['?? -1) >= 0)', '?? -1) >= 2)'],
    'on the way: what ends at zero does not': [
      '!((finalValue[path] as number) > 0)',
      '(finalValue[path] as number) < 0',
    ],
  }),
  ...faultsIn('src/batch/trace-story.ts', ['test/batch/trace-story.test.ts'], {
    'story: the coin is added up': ['coin[step]! * (1 +', 'coin[step]! + (0 *'],
    'story: what the market gave is told as an event': ["=> field !== 'bookProfit'", "=> field !== 'bookNothing'"],
    'story: a posting is told with all before it': [
      'amount: (after[field] as number) - ((before[field] as number | undefined) ?? 0),',
      'amount: after[field] as number,',
    ],
    'story: what befalls a part is not told': ['owners.get(place)?.part(step + 1, phase, place, state);', ''],
    'story: closed is open': [
      "after.canSell === true ? 'open' : 'closed'",
      "after.canSell === true ? 'closed' : 'open'",
    ],
    'story: a stop is told a step late': [
      'own.holding(step + 1, phase, state)',
      'own.holding(Math.min(step + 2, instantsMs.length - 1), phase, state)',
    ],
  }),
  ...faultsIn('src/result/telling-paths.ts', ['test/result/telling-paths.test.ts'], {
    'telling paths: of equal ones the last': [
      'place > 0 && value < column[found[place - 1]!]!',
      'place > 0 && value <= column[found[place - 1]!]!',
    ],
    'telling paths: the upper of two middles': ['(sorted.length - 1) >> 1', 'sorted.length >> 1'],
    'telling paths: as many as were found first': [
      'if (found.length > count) found.pop();',
      'if (found.length > count) found.shift();',
    ],
  }),
  ...faultsIn('src/statistics/variance.ts', statistics, {
    'variance: over n': ['(value - mean))) / (n - 1);', '(value - mean))) / n;'],
    'variance: by the sum of squares': [
      'neumaierSum(values.map((value) => (value - mean) * (value - mean))) / (n - 1)',
      '(neumaierSum(values.map((value) => value * value)) - n * mean * mean) / (n - 1)',
    ],
  }),
  ...faultsIn('src/statistics/mean.ts', statistics, {
    'mean: the deviation is given as its error': ['standardDeviation / Math.sqrt(values.length)', 'standardDeviation'],
  }),
  ...faultsIn('src/statistics/skewness.ts', statistics, {
    'skewness: deviation with n - 1': ['(value - mean))) / n);\n', '(value - mean))) / (n - 1));\n'],
  }),
  ...faultsIn('src/statistics/quantile-sorted.ts', statistics, {
    'quantile: of type 1': [
      'typeSeven(sorted as unknown as readonly number[], p)',
      'sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? typeSeven([0], p)',
    ],
  }),
  ...faultsIn('src/statistics/quantile-ranks.ts', statistics, {
    'interval of a quantile: 90 %': ['const TAIL = 0.025;', 'const TAIL = 0.05;'],
  }),
  ...faultsIn('src/statistics/expected-shortfall.ts', statistics, {
    'shortfall: the mean of all': ['const k = n * p;', 'const k = n;'],
    'shortfall: whole values only': [
      'return fraction > 0 ? sum + fraction * term(sorted[whole] as number) : sum;',
      'return sum;',
    ],
    'shortfall: its error forgets that the boundary is estimated': ['variance + (1 - p) * gap * gap', 'variance'],
  }),
  ...faultsIn('src/statistics/wilson-interval.ts', statistics, {
    'Wilson: the plain interval': ['const weight = (Z * Z) / n;', 'const weight = 0;'],
  }),
  ...faultsIn('src/statistics/probability.ts', statistics, {
    'probability: the error of one path': ['(value * (1 - value)) / (paths / overlap)', 'value * (1 - value)'],
  }),
  ...faultsIn('src/statistics/probability-first-beats.ts', statistics, {
    'beats: a tie is a loss': ['const value = (wins + ties / 2) / paths;', 'const value = wins / paths;'],
  }),
  ...faultsIn('src/statistics/top-one-percent-share.ts', statistics, {
    'best 1 %: of 150 paths, one': ['Math.ceil(sorted.length / 100)', 'Math.max(1, Math.floor(sorted.length / 100))'],
  }),
  ...faultsIn('src/statistics/median-log-gap.ts', statistics, {
    'gap: of the medians, unpaired': ['gaps[paths++] = a - b;', 'gaps[paths++] = a - (second[0] as number);'],
    'gap: values are ordered as text': [
      'const sorted = aroundTheMedian(gaps.subarray(0, paths), overlap);',
      'const sorted = Float64Array.from(Array.from(gaps.subarray(0, paths)).sort());',
    ],
  }),
  ...faultsIn('src/statistics/sort-around.ts', ['test/statistics/sort-around.test.ts'], {
    'sort around: the last place may lie beyond what is sorted': ['if (last <= right) to', 'if (first <= right) to'],
    'sort around: the first place may lie before what is sorted': ['first >= left) from', 'last >= left) from'],
    'sort around: what is not a number has no place': [
      'if (Number.isNaN(values[i])) return values.sort();',
      'if (Number.isNaN(values[i])) break;',
    ],
  }),
  ...faultsIn('src/statistics/mean-is-resolved.ts', statistics, {
    'resolved: by skewness, not its square': [
      'n >= PATHS_PER_SQUARED_SKEWNESS * skewness * skewness',
      'n >= PATHS_PER_SQUARED_SKEWNESS * skewness',
    ],
  }),
  ...faultsIn('src/statistics/fan-quantiles.ts', statistics, {
    'fan: one rank too low': [
      'Math.max(1, Math.ceil(probabilities[i]! * paths))',
      'Math.max(1, Math.ceil(probabilities[i]! * paths) - 1)',
    ],
    'fan: the edge of a bin, not its middle': ['(b + 0.5) * width', 'b * width'],
  }),
  ...faultsIn('src/math/sum.ts', statistics, {
    'sum: not compensated': ['const compensated = total + lost;', 'const compensated = total;'],
  }),
  ...faultsIn('src/result/summarise-column.ts', summary, {
    'summary: values are ordered as text': [
      'sorted: Column = values.toSorted()',
      'sorted: Column = Float64Array.from(Array.from(values).sort())',
    ],
    'summary: what is not a number is printed': [
      'return Number.isFinite(value) ? value : null;',
      'return Number.isFinite(value) ? value : 0;',
    ],
  }),
  ...faultsIn('src/result/summarise-holding.ts', summary, {
    'summary: the total is over paths whose accounts were not kept': [
      'everyFinalValue.subarray(0, accountPathsOf(holding))',
      'everyFinalValue',
    ],
    'summary: loss counts ties': ['(value) => value < 1)', '(value) => value <= 1)'],
    'summary: halved counts ties': ['(value) => value < 0.5)', '(value) => value <= 0.5)'],
    'summary: below spot counts ties': ['(gap) => gap < 0', '(gap) => gap <= 0'],
    'summary: ruined on day 0 is not ruined': ['(day) => day >= 0)', '(day) => day > 0)'],
    'summary: what cannot be counted is a miss': ['if (Number.isNaN(value)) return Number.NaN;', ''],
    'summary: the attribution holds paths that ended at zero': [
      'summariseAccount(whereAboveZero(column, finalValue), overlap)',
      'summariseAccount(column, overlap)',
    ],
    'summary: an account of its own is left unseen': [
      "new Set([...LOG_ACCOUNTS, ...accountsOf(holding, 'log/')])",
      'new Set(LOG_ACCOUNTS)',
    ],
  }),
  ...faultsIn('src/result/summarise.ts', summary, {
    'summary: a partial run looks whole': ['result.isPartial ? { partial: true as const } : {}', '{}'],
    'summary: accounts of fewer paths are not owned up to': ['accountPaths < result.paths', 'false'],
    'summary: a pair is compared twice': ['if (j <= i) continue;', 'if (j < i) continue;'],
    'summary: volatility is a variance': ['Math.sqrt(sum / years)', 'sum / years'],
    'summary: funding of the run, not of a year': [
      "column('fundingSum').map((sum) => sum / years)",
      "column('fundingSum')",
    ],
  }),
  ...faultsIn('src/result/statistical-warnings.ts', summary, {
    'warnings: an unresolved mean is passed over': [
      'if (finalValue.meanIsResolved || ',
      'if (!finalValue.meanIsResolved || ',
    ],
  }),
];

/** Faults of the data: what is known when. */
export const dataMutants = [
  ...faultsIn('src/data/align.ts', data, {
    'align: funding before the run is paid in it': [
      'nearest(timeMs[next]!, MINUTE_MS) <= first) next++',
      'nearest(timeMs[next]!, MINUTE_MS) < first) next++',
    ],
    'align: a stamp at the end of a step belongs to the next': [
      'nearest(timeMs[next]!, MINUTE_MS) <= end',
      'nearest(timeMs[next]!, MINUTE_MS) < end',
    ],
    'align: milliseconds count': ['const MINUTE_MS = 60_000;', 'const MINUTE_MS = 1;'],
    'align: of several stamps in a step the last is paid': [
      'funding[step] = funding[step]! + rate[next]!;',
      'funding[step] = rate[next]!;',
    ],
    'align: a level is known a step before it was made': [
      'level[next - 1]!',
      'level[Math.min(next, level.length - 1)]!',
    ],
    'align: a level is known one instant late': [
      'while (next < timeMs.length && nearest(timeMs[next]!, SECOND_MS) <= instant)',
      'while (next < timeMs.length && nearest(timeMs[next]!, SECOND_MS) < instant)',
    ],
    'align: what is missing before the first stamp is not missed': [
      'return due - met.size;',
      'return Math.min(due - met.size, 0);',
    ],
  }),
  ...faultsIn('src/data/bar-times.ts', data, {
    'bars: the close is known when the bar opens': [
      'closeAfterMs: barMinutes * MINUTE_MS',
      'closeAfterMs: 0 * MINUTE_MS',
    ],
  }),
  ...faultsIn('src/data/parse-bars.ts', data, {
    'bars: a high below the close is believed': [
      'if (high !== undefined && high < most)',
      'if (high !== undefined && high < 0)',
    ],
    'bars: the window loses its last bar': ['time > toMs)', 'time >= toMs)'],
  }),
  ...faultsIn('src/scenario/recording-tables.ts', ['test/laws/recordings.test.ts'], {
    'recording: returns over the close of the same bar': [
      'prices![i + 1]! / close[i]! - 1',
      'prices![i + 1]! / close[i + 1]! - 1',
    ],
    'recording: a level before its first is worth nothing': ['Number.isNaN(level) ? 1 :', 'Number.isNaN(level) ? 0 :'],
  }),
];
