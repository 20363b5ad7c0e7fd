import { faultsIn } from './mutant.ts';

const laws = ['test/finder/find-market.test.ts'];
const words = ['test/finder/parse-condition.test.ts'];

/** Faults of the search for a market, and of what is asked of it. */
export const finderMutants = [
  ...faultsIn('src/result/against-claim.ts', laws, {
    'finder: a claim is borne out, not refuted': ['(holds === 1 ? -1 : 1)', '(holds === 1 ? 1 : -1)'],
    'finder: what is to be likely is taken for unlikely': ['=== (below !== undefined)', '=== true'],
    'finder: numbers are below every limit': [
      'below === undefined ? beyond(above, value) : beyond(value, below)',
      'beyond(value, (below ?? above) as number)',
    ],
    'finder: a figure that is not a number ends the search': ['Number.isNaN(figure) ? far : figure', 'figure'],
  }),
  ...faultsIn('src/result/beyond.ts', laws, {
    'finder: rounding speaks against a claim': ['by - sameWithin(value, limit)', 'by'],
  }),
  ...faultsIn('src/cli/found-text.ts', ['test/cli/find.test.ts'], {
    'finder: what is held for a day is said to be kept': ['if (days < 2) return null;', ''],
  }),
  ...faultsIn('src/finder/find-market.ts', laws, {
    'finder: not the simplest first': ['sizeOf(a) - sizeOf(b) ||', 'sizeOf(b) - sizeOf(a) ||'],
    'finder: one-day markets are left out': ['let days = 1; days <=', 'let days = 2; days <='],
    'finder: falls are left out': ['let move = LOWEST;', 'let move = 0;'],
    'finder: what was found is not made simpler': ['simplerThan(shrunk ?? hit.moves, holds, isOver)', 'hit.moves'],
  }),
  ...faultsIn('src/finder/condition.ts', [...words, ...laws], {
    'finder: and is or': ['return Math.min(...condition.of', 'return Math.max(...condition.of'],
    'finder: at least is more than': ["condition.by.endsWith('=') ? same", "condition.by.endsWith('!') ? same"],
  }),
  ...faultsIn('src/finder/parse-condition.ts', words, {
    'finder: per cents are whole': ['value / 100 : value', 'value : value'],
  }),
  ...faultsIn('src/markets/price/scripted-returns.ts', laws, {
    'scripted: every path lives through the first market': ['math.min(draw.path, k.last)', 'math.min(0, k.last)'],
  }),
];
