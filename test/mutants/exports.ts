import { faultsIn } from './mutant.ts';

const tables = ['test/exports/tables.test.ts'];
const charts = ['test/exports/charts.test.ts'];
const command = ['test/exports/command.test.ts'];

/** Faults of what leaves a run for other programs. */
export const exportMutants = [
  ...faultsIn('src/exports/exported-sample.ts', ['test/cli/compare.test.ts'], {
    'exports, read back: what never happened is day 0': ["cell === '' ? ifMissing", "cell === '' ? 0"],
    'exports, read back: whatever JavaScript takes for a number is one': [
      'csvCell(value) === cell',
      'Number.isFinite(value)',
    ],
    'exports, read back: a column of another name is none that is missed': ['!head.includes(each)', 'false'],
    'exports, read back: a run that was stopped has all its paths': [
      'finishedPaths(JSON.parse(files.summary), scenario)',
      'scenario.paths',
    ],
    'exports, read back: a row is believed to be where it stands': ['fields[pathAt] !== String(path) || ', ''],
    'exports, read back: names are taken as a spreadsheet has them': ['cell: csvText(name)', 'cell: name'],
    'exports, read back: rows that are missing are zeros': ['problems.isEmpty && met !== rows', 'false'],
  }),
  ...faultsIn('src/exports/path-table.ts', tables, {
    'exports: what never happened is -1 days': [
      'whenIt.has(name) ? value === whereMissing(name)',
      'whenIt.has(name) ? false',
    ],
    'exports: a ruined path has an attribution': ['!((ends?.[path] ?? 0) > 0)', 'false'],
    'exports: every chunk begins with path 0': ['(_, i) => from + i)', '(_, i) => i)'],
    'exports: accounts that were not kept are NaN': ['value === undefined || isMissing', 'isMissing'],
    'exports: the last path is left out': [
      'Math.min(paths, from + rowsPerChunk)',
      'Math.min(paths - 1, from + rowsPerChunk)',
    ],
  }),
  ...faultsIn('src/exports/parquet.ts', tables, {
    'exports: parquet, -0 becomes 0': ["...(type === 'double' ? { encoding: 'BYTE_STREAM_SPLIT' as const } : {}),", ''],
    'exports: parquet, everything in memory': ['flush: pour, finish: pour', 'finish: pour'],
  }),
  ...faultsIn('src/exports/arrow.ts', tables, {
    'exports: arrow, bits of another row': ['1 << (i & 7)', '1 << (7 - (i & 7))'],
    'exports: arrow, every row is of the first holding': ['.fill(holding)', '.fill(0)'],
    'exports: arrow, the footer points elsewhere': ['this._position += bytes.length;', ''],
  }),
  ...faultsIn('src/report/csv.ts', tables, {
    'exports: csv, -0 becomes 0': ["Object.is(cell, -0) ? '-0' : String(cell)", 'String(cell)'],
    'exports: csv, a name is run': ['startsFormula.test(text) ?', 'false ?'],
  }),
  ...faultsIn('src/exports/standing-chart.ts', charts, {
    'exports: charts, colours of an author are replaced': [
      '...(datasets === undefined ? {} : { datasets }) };',
      '...(datasets === undefined ? {} : { datasets: resolve(datasets) }) };',
    ],
    'exports: charts, each position has the words of the first': [
      'titled(chart, choice.caption, measure)',
      'titled(chart, caption, measure)',
    ],
    'exports: charts, a word is lost at a break': ['else lines.push(word);', "else lines.push('');"],
  }),
  ...faultsIn('src/exports/node/draw-charts.ts', charts, {
    'exports: drawing, the switch is left where it was': ["if (choice !== null) view.signal('holding', choice);", ''],
    'exports: drawing, whatever a name holds goes into XML': ['return allowed(svg', 'return (svg'],
    'exports: drawing, no fonts': ['fontBuffers: [...fontBuffers]', 'fontBuffers: []'],
    'exports: drawing, numbered over all drawings': ['numbered(await view.toSVG())', 'await view.toSVG()'],
  }),
  ...faultsIn('src/exports/citation.ts', command, {
    'exports: citation, TeX runs a name': ['.replace(/[\\\\~^{}$&#%_]/g', '.replace(/[\\\\~^$&#%_]/g'],
  }),
  ...faultsIn('src/cli/output-folder.ts', command, {
    'exports: output, exports stay behind': [", 'exports'];", '];'],
  }),
  ...faultsIn('src/exports/export-format.ts', command, {
    'exports: formats, a mistake is told twice': [
      '[...new Set(parts.filter((part) => !isKnown(part)))]',
      'parts.filter((part) => !isKnown(part))',
    ],
  }),
];
