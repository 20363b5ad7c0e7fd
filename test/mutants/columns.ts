import { faultsIn } from './mutant.ts';

const columns = ['test/report/columns.test.ts'];

/** Faults of the data that a page carries. */
export const columnMutants = [
  ...faultsIn('src/report/page/columns.ts', columns, {
    'page data: a field that a row lacks is null': [
      'storedOf(row[name]!, name, i) : missing',
      'storedOf(row[name]!, name, i) : null',
    ],
    'page data: -0 becomes 0': ['Object.is(value, -0) ? minusZero : value', 'value'],
    'page data: -0 is read as 0': ['row.push([name, -0])', 'row.push([name, 0])'],
    'page data: NaN becomes null': ['!Number.isFinite(value)', 'false'],
    'page data: a field called __proto__ is lost': [
      'return Object.fromEntries(row);',
      'return Object.assign({}, ...row.map(([name, value]) => ({ [name]: value })));',
    ],
    'page data: every table has its own': ['known.set(text, place);', ''],
    'page data: the last run ends early': ['?? values.length) - start', '?? values.length - 1) - start'],
    'page data: numbers nearly as they were': [
      'Object.is(whole / per, value)',
      'Math.abs(whole / per - value) < 1e-9 && !Object.is(value, -0)',
    ],
    'page data: differences beyond what is exact': ['const mostWhole = 2 ** 52;', 'const mostWhole = 2 ** 60;'],
    'page data: what was exact to fewer decimals is thought exact to more': ['if (!isExact(value)) return null;', ''],
    'page data: sums begin anew': ['sum += step as number;', 'sum = step as number;'],
    'page data: 3.00 is said as 3': ['String(Number(text)) === text ? Number(text) : text', 'Number(text)'],
    'page data: a digit stays in a form': ['/\\d+(?:\\.\\d+)?/g', '/\\d+\\.\\d+|\\d{2,}/g'],
    'page data: numbers of one sentence in another': ['const nth = met[at]!++;', 'const nth = met[0]!++;'],
    'page data: no word is stored once': ['if (places.size > most) return null;', 'return null;'],
    'page data: no run is stored once': ['if (starts.length > most) return null;', 'return null;'],
  }),
  ...faultsIn('src/report/page/client.ts', ['test/report/page.test.ts'], {
    'page data: a specification is taken with columns in it': ['[name, rowsOf(table, data.columns)]', '[name, table]'],
  }),
];
