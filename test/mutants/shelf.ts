import { faultsIn } from './mutant.ts';

const page = ['test/report/shelf.test.ts'];
const command = ['test/cli/shelf.test.ts'];

/** Faults of the list of all runs. */
export const shelfMutants = [
  ...faultsIn('src/report/shelf/shelf-entry.ts', page, {
    'shelf: what is no number is drawn': [
      "typeof value === 'number' && Number.isFinite(value) ? value : null",
      'value as number',
    ],
    'shelf: the headline comes before the answer': [
      '...verdictOf(run.answer, made.verdict,',
      '...verdictOf(made.verdict, run.answer,',
    ],
    'shelf: a list is a record': ['&& !Array.isArray(value) ? (value', '? (value'],
    'shelf: any date will do': ["typeof value === 'string' && /^", "typeof value === 'string' || /^"],
    'shelf: half of a pair is cut off': [
      'Array.from(value.slice(0, 2 * MOST_LETTERS))',
      "value.slice(0, 2 * MOST_LETTERS).split('')",
    ],
  }),
  ...faultsIn('src/report/shelf/shelf-page.ts', page, {
    'shelf: a folder is an address': ['.map(encodeURIComponent)', '.map(String)'],
    'shelf: the oldest first': ['compare(b.date, a.date)', 'compare(a.date, b.date)'],
    'shelf: in the order of the disk': [' || compare(a.path, b.path)', ''],
  }),
  ...faultsIn('src/report/shelf/thumbnail.ts', page, {
    'shelf: beyond the axis is beyond the picture': [
      'Math.max(lowest, Math.min(highest, value))',
      'Math.max(lowest, value)',
    ],
    'shelf: equal differences are equal lengths': ['Math.log(inside / lowest)) /', '(inside - lowest)) /'],
  }),
  ...faultsIn('src/cli/shelf.ts', command, {
    'shelf: a page of somebody else is replaced': ['includes(shelfMark)', "includes('')"],
    'shelf: written once and never looked at again': [
      'if (now === before) return;',
      'if (now !== before || now === before) return;',
    ],
    'shelf: what was read stays read': ['if (before?.stamp === stamp)', 'if (before !== undefined)'],
    'shelf: what was read is read again': ['if (before?.stamp === stamp) return [key, before];', ''],
    'shelf: broken notes break the page': [
      'makeUntilNothingIsNew(out, new Map(), styles);',
      "throw new Error('notes');",
    ],
    'shelf: hidden folders are listed': [" && !entry.name.startsWith('.')", ''],
    'shelf: earlier runs are forgotten': ["look([scenario, 'runs', digest]);", ''],
  }),
];
