import { faultsIn } from './mutant.ts';

const samples = ['test/comparison/compare-samples.test.ts'];
const commands = ['test/cli/compare.test.ts'];
const statistics = ['test/statistics/two-samples.test.ts'];

/** Faults of what is set beside what: alarms that come too often, or not at all. */
export const comparisonMutants = [
  ...faultsIn('src/comparison/compare-samples.ts', samples, {
    'comparison: every test is a family of its own': ['adjusted: adjusted[next++]!', 'adjusted: test.pValue'],
    'comparison: a missing holding goes unseen': ['onlyInA.length + onlyInB.length > 0 || ', ''],
    'comparison: only the middle is looked at': [
      'HEIGHTS = [0.05, 0.25, 0.5, 0.75, 0.95]',
      'HEIGHTS = [0.5, 0.5, 0.5, 0.5, 0.5]',
    ],
    'comparison: single precision is a difference': ['a.isRounded || b.isRounded ? asKept :', 'false ? asKept :'],
    'comparison: two runs are held to seven digits': ['a.isRounded || b.isRounded ? asKept :', 'true ? asKept :'],
    'comparison: the error is that of one sample': [
      'Math.hypot(error(a.length) * low, error(b.length) * high)',
      '0.5 * error(a.length) * low',
    ],
  }),
  ...faultsIn('src/comparison/same-paths.ts', samples, {
    'comparison: the same paths are taken for others': ['a.seed === b.seed', 'a.seed !== b.seed'],
  }),
  ...faultsIn('src/comparison/verdict.ts', samples, {
    'comparison: on the same paths chance is spoken of': ['if (!hasMoved && isPaired) {', 'if (false) {'],
  }),
  ...faultsIn('src/comparison/told-apart.ts', ['test/comparison/told-apart.test.ts'], {
    'comparison: two that differ are printed alike': ['a !== b && digits < MOST_DIGITS', 'false'],
    'comparison: what moved is shown by what did not': [
      'Math.abs(quantile.b - quantile.a) > sameWithin',
      '1 > sameWithin',
    ],
  }),
  ...faultsIn('src/comparison/check-baseline.ts', samples, {
    'baseline: a digest that is a path': ['/^[0-9a-f]{16}$/', '/./'],
  }),
  ...faultsIn('src/comparison/baseline.ts', samples, {
    'baseline: values that cannot be ranked': ['!column.every(Number.isFinite)', 'false'],
  }),
  ...faultsIn('src/cli/compare.ts', commands, {
    'compare: a baseline counts on one side only': ['...like(kept[1]), ', ''],
    'compare: --exact of other paths is a failure of nothing': ['given.exact && !haveSamePaths(a, b)', 'false'],
  }),
  ...faultsIn('src/cli/compare-arguments.ts', commands, {
    'compare: what a baseline cannot be set to is dropped': ['problems.push(...idle(given, a, b));', ''],
  }),
  ...faultsIn('src/statistics/kolmogorov-smirnov.ts', statistics, {
    'Kolmogorov–Smirnov: repeated values one by one': [
      'while (j < b.length && b[j] === value) j++;',
      'if (j < b.length && b[j] === value) j++;',
    ],
    'Kolmogorov–Smirnov: one term of the series': ['j <= 100', 'j <= 1'],
  }),
  ...faultsIn('src/statistics/sign-test.ts', statistics, {
    'sign test: one-sided': ['return Math.min(1, 2 * tail);', 'return Math.min(1, tail);'],
    'sign test: without what was seen': ['k <= least', 'k < least'],
  }),
  ...faultsIn('src/statistics/holm.ts', statistics, {
    'Holm: Bonferroni’s': ['(pValues.length - rank) * pValues[i]!', 'pValues.length * pValues[i]!'],
    'Holm: may fall again': ['floor = Math.max(floor, Math.min(1,', 'floor = Math.max(0, Math.min(1,'],
  }),
];
