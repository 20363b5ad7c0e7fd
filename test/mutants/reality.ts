import { faultsIn } from './mutant.ts';

const financing = ['test/laws/financing.test.ts'];
const reality = ['test/result/summarise-reality.test.ts'];
const implied = ['test/statistics/implied-leverage.test.ts'];
const page = ['test/report/charts.test.ts'];

/** Faults of interest, of implied leverage, and of the comparison with what really traded. */
export const realityMutants = [
  ...faultsIn('src/markets/funding/recorded-interest.ts', financing, {
    'interest: by session': ['* days(step)),', '),'],
    'interest: the yield that ends the step': ['(levels[step]! / 100', '(levels[step + 1]! / 100'],
    'interest: per cent taken for a fraction': ['levels[step]! / 100 / yearDays', 'levels[step]! / yearDays'],
    'interest: always over 365': ['/ 100 / yearDays)', '/ 100 / 365)'],
  }),
  ...faultsIn('src/tokens/leveraged-token.ts', financing, {
    'financing: on all of the notional': [
      'ports.financing.rate * (s.notional - s.value)',
      'ports.financing.rate * s.notional',
    ],
    'financing: earned by who borrows': [
      'at.dayEnds * perDay + ports.financing.rate',
      'at.dayEnds * perDay - ports.financing.rate',
    ],
    'financing: a part beside funding is let through': [' || financing !== undefined;', ';'],
  }),
  ...faultsIn('src/scenario/open-scenario.ts', financing, {
    'financing: drawn over gaps': ['...others, ...financings];', '...others];'],
  }),
  ...faultsIn('src/data/parse-levels.ts', ['test/data/parse-recording.test.ts'], {
    'levels: a yield must be positive': ['request.isYield ? Number.isNaN(value) : !(value > 0)', '!(value > 0)'],
  }),
  ...faultsIn('src/data/align.ts', ['test/data/align.test.ts'], {
    'fresh: what came before the start is new': [
      'fresh[i] = i > 0 || nearest(timeMs[next]!, SECOND_MS) === instant ? 1 : 0;',
      'fresh[i] = 1;',
    ],
  }),
  ...faultsIn('src/rivals/recorded-value.ts', reality, {
    'recorded value: the quote of the last step': [
      's.quotes += math.at(k.fresh, at.step + 1);',
      's.quotes += math.at(k.fresh, at.step);',
    ],
    'recorded value: a quote at the start is missed': ['s.quotes = math.at(k.fresh, 0);', 's.quotes = 0;'],
  }),
  ...faultsIn('src/batch/trace-reality.ts', reality, {
    'reality: the coin of the step before': ['coin[instant] = coin[step]! *', 'coin[instant] ='],
    'reality: real for simulated': [
      'simulated[instant] = state.value as number;',
      'real[instant] = state.value as number;',
    ],
  }),
  ...faultsIn('src/result/reality.ts', reality, {
    'reality: a close at 24:00 belongs to the next day': ['Math.floor((ms - 1) / DAY_MS)', 'Math.floor(ms / DAY_MS)'],
    'reality: stale quotes are compared': [
      'if (quotes[i]! > (i === 0 ? 0 : quotes[i - 1]!)) last.set(day, i);',
      'last.set(day, i);',
    ],
    'reality: a ruined fund goes on': ['if (simulated[i]! <= 0 && last.has(day)) break;', ''],
    'reality: days without a quote are not counted': ['daysWithoutQuote: between.size,', 'daysWithoutQuote: 0,'],
    'reality: every step but the shortest is a gap': ['lengths.sort()[(lengths.length - 1) >> 1]', 'lengths.sort()[0]'],
  }),
  ...faultsIn('src/result/summarise-reality.ts', reality, {
    'tracking error: 252 days': [
      'Math.sqrt(variance(misses(returns)) * perYear)',
      'Math.sqrt(variance(misses(returns)) * 252)',
    ],
    'tracking error: of the simulated alone': ['=> simulated - real;', '=> simulated;'],
    'growth: upside down': ['math.log((1 + simulated) / (1 + real))', 'math.log((1 + real) / (1 + simulated))'],
    'quarter: counted from 0': ['[1, 2, 3, 4]', '[0, 1, 2, 3]'],
    'misses: smallest first': [
      'Math.abs(missOf(b.each)) - Math.abs(missOf(a.each))',
      'Math.abs(missOf(a.each)) - Math.abs(missOf(b.each))',
    ],
    'misses: before and after changed about': [
      'undoneByNext: undone(nth, nth + 1),',
      'undoneByNext: undone(nth, nth - 1),',
    ],
    'repeated quotes: of the simulated': [
      'filter(({ real }) => real === 0)',
      'filter(({ simulated }) => simulated < -1)',
    ],
  }),
  ...faultsIn('src/statistics/correlation.ts', implied, {
    'correlation: not around the means': ['term(x - meanFirst,', 'term(x,'],
    'correlation: the error of a mean': ['(1 - value * value) / math.sqrt(', '1 / math.sqrt('],
  }),
  ...faultsIn('src/statistics/implied-leverage.ts', implied, {
    'implied: over n': ['left / (steps.length - 1) / squares', 'left / steps.length / squares'],
    'implied: leverage at the start': ['prices.at(-1)!) / values', 'prices[0]!) / values'],
    'implied: the slope of price on value': [
      'sum((dV, dP) => dV * dP) / squares',
      'sum((dV) => dV * dV) / sum((dV, dP) => dV * dP)',
    ],
    'changes: the error of one window only': ['math.sqrt(a * a + b * b)', 'math.abs(a)'],
    'changes: named by every window that sees them': [
      'size(each) > threshold && isFirstOfLargest',
      'size(each) > threshold',
    ],
  }),
  ...faultsIn('src/scenario/comparisons.ts', ['test/scenario/comparisons.test.ts'], {
    'compared: with itself': ['.filter((each) => each.model !== model)', ''],
    'compared: inside a plan, and nobody is told': ["part !== model && part.kind === 'holding' &&", 'part !== part &&'],
  }),
  ...faultsIn('src/report/page/reality.ts', ['test/report/reality.test.ts'], {
    'explained: by what every day has': ['miss.rebalances > usualRebalances &&', 'miss.rebalances > 0 &&'],
    'explained: before and after changed about': [
      'miss.undoesLast >= mostlyUndone',
      'miss.undoneByNext >= mostlyUndone',
    ],
  }),
  ...faultsIn('src/report/charts/simulated-against-real.ts', page, {
    'chart: real over simulated': ['rounded(simulated / real)', 'rounded(real / simulated)'],
    'chart: over the money put in': ['/ track.real[first]!', ''],
  }),
];
