import { faultsIn } from './mutant.ts';

const laws = ['test/result/ruling.test.ts'];
const judged = ['test/result/claims.test.ts'];
const exact = ['test/statistics/clopper-pearson.test.ts'];
const cli = ['test/cli/claims.test.ts'];
const page = ['test/report/claims.test.ts'];

/** Faults of claims: held too easily, read as what they do not say, or against the wrong path. */
export const claimMutants = [
  ...faultsIn('src/statistics/clopper-pearson-interval.ts', exact, {
    'exact interval: 90 %': ['const TAIL = 0.025;', 'const TAIL = 0.05;'],
    'exact interval: a lower tail without the hits themselves': [
      'binomialAtMost(fewest - 1, n, p)',
      'binomialAtMost(fewest, n, p)',
    ],
    'exact interval: counts of windows are rounded to the nearest': [
      'Math.ceil((hits * n) / paths)',
      'Math.round((hits * n) / paths)',
    ],
  }),
  ...faultsIn('src/result/ruling.ts', laws, {
    'claims: the near end of the interval decides': ["low > above ? 'holds'", "high > above ? 'holds'"],
    'claims: above is below': ['if (above !== undefined) return low', 'if (above === undefined) return low'],
    'claims: a figure that is its limit is left open': ["high <= above ? 'fails'", "high < above ? 'fails'"],
    'claims: one exception is none': ['if (against > 0) return', 'if (against > 1) return'],
    'claims: a few paths without an exception are enough': ['interval[1] <= MOST_OTHERWISE', 'interval[1] <= 1'],
    'claims: the one recorded path is a sample': ['if (isRecordedPath) return', 'if (!isRecordedPath) return'],
    'claims: a mean that rests on few paths is ruled on': [
      'if (!meanIsResolved(independent, skewness(values)))',
      'if (!meanIsResolved(independent, 0 * skewness(values)))',
    ],
    'claims: a mean of windows that share days has the error of independent ones': [
      'Z * standardError * Math.sqrt(overlap)',
      'Z * standardError',
    ],
    'claims: of those against it the best path': [
      'sign * (measured?.[path] ?? 0) < sign * (measured?.[worst] ?? 0)',
      'sign * (measured?.[path] ?? 0) > sign * (measured?.[worst] ?? 0)',
    ],
    'claims: of what should be low, the lowest is the worst': [
      'claim.limit.below !== undefined ? -1 : 1',
      'false ? -1 : 1',
    ],
    'claims: of what should be likely, a path on which it is so is against it': [
      'value === (below === undefined ? 0 : 1)',
      'value === 1',
    ],
    'claims: the limit itself is on the right side': ['!(value > above)', '!(value >= above)'],
  }),
  ...faultsIn('src/result/claim-values.ts', judged, {
    'claims: what is not there reads as nothing': [
      'if (!Object.hasOwn(target, name)) throw new ClaimError(unknown(name, Object.keys(target)));',
      '',
    ],
    'claims: what is no number is one': [' && !Number.isNaN(given)', ''],
    'claims: what is truthy is true': ["typeof given === 'boolean'", 'true'],
    'claims: the last holding that is read is the one': ['read ??= name;', 'read = name;'],
  }),
  ...faultsIn('src/result/path-outcome.ts', judged, {
    'claims: what never happened happened before the start': [
      'return days >= 0 ? days : Number.POSITIVE_INFINITY;',
      'return days;',
    ],
  }),
  ...faultsIn('src/result/rule-on-claims.ts', judged, {
    'claims: every recorded run is one path': ["clock.kind === 'recorded' && paths === 1", "clock.kind === 'recorded'"],
    'claims: windows that share days are independent': ['overlap: overlapOf(result)', 'overlap: 1'],
  }),
  ...faultsIn('src/scenario/claims.ts', cli, {
    'claims: not tried before the run': [
      'stated.length > 0 ? stated : problemsOnTrial(claim!, holdings, metrics)',
      'stated',
    ],
  }),
  ...faultsIn('src/cli/claimed.ts', cli, {
    'claims: the exit code never knows': ["isBad && matter !== 'never'", "isBad && matter === 'never'"],
    'claims: an open one counts as failed': [
      "(matter === 'unless they hold' && ruling !== 'holds')",
      "ruling !== 'holds'",
    ],
  }),
  ...faultsIn('src/report/sections/claims-ruled.ts', page, {
    'claims: the interval the wrong way round': ["interval.0'), low, print)", "interval.0'), high, print)"],
  }),
];
