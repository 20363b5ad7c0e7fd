// biome-ignore-all lint/suspicious/noTemplateCurlyInString: faults are pieces of templates
import { faultsIn } from './mutant.ts';

const walk = ['test/report/every-number.test.ts'];

/** Faults of what a page prints and of where it says that it stands. */
export const numberMutants = [
  ...faultsIn('src/report/page/figures.ts', walk, {
    'numbers: figures of the first holding under every name': [
      'return figure(`${s.id}.${path}`, numberAt(s.summary, path), print);',
      'return figure(`h0.${path}`, numberAt(s.summary, path), print);',
    ],
    'numbers: a count one off': ['(v) => fixed(v ?? 0, 0)', '(v) => fixed((v ?? 0) + 1, 0)'],
  }),
  ...faultsIn('src/report/page/figures.ts', ['test/report/all-or-none.test.ts'], {
    'numbers: what happened on no path has an error of zero': ['  standardError !== 0 &&\n', ''],
  }),
  ...faultsIn('src/report/page/headline.ts', ['test/report/headline.test.ts'], {
    'numbers: on almost all paths where it is on all': ["if (share === 1) return 'on all';", ''],
    'numbers: all paths lose most where one in a thousand does': ['halved.value === 1', 'halved.value !== 0'],
  }),
  ...faultsIn('src/report/page/style.ts', ['test/report/whole-pages.test.ts'], {
    'looks: every note is drawn up, over what stands above it': [
      '.scroll+.quiet,.long+.quiet{margin-top:-20px}',
      '.quiet{margin-top:-20px}',
    ],
    'looks: gestures on paper': [
      '@media screen{[data-script] .needs-script{display:flex!important}}',
      '[data-script] .needs-script{display:flex!important}',
    ],
  }),
  ...faultsIn('src/report/sweep/regimes-chart.ts', ['test/report/whole-pages.test.ts'], {
    'looks: the name of a regime under its median': ['? -15 : 0', '? 0 : 0'],
  }),
  ...faultsIn('src/report/page/tables.ts', walk, {
    'numbers: quantiles of the final value in another order': [
      "...['q05', 'q25'].map((q) =>",
      "...['q25', 'q05'].map((q) =>",
    ],
  }),
  ...faultsIn('src/report/page/outcomes.ts', walk, {
    'numbers: turnover under the head of splits': ["title: 'Turnover', path", "title: 'Splits', path"],
  }),
  ...faultsIn('src/report/page/ledger.ts', walk, {
    'numbers: a ledger has the coin of the event before': [
      'plain(story.coin[event.instant]!)',
      'plain(story.coin[Math.max(0, event.instant - 1)]!)',
    ],
    'numbers: the last rows of a ledger are numbered like the first': ['row(event, first.length + i)', 'row(event, i)'],
    'numbers: what it left in the place of the coin': [
      '<td data-key=".coin">${plain(story.coin[event.instant]!)}</td>',
      '<td data-key=".value">${money(event.value)}</td>',
    ],
  }),
  ...faultsIn('src/report/sweep/sweep-tables.ts', walk, {
    'numbers: a grid with rows and columns changed about': [
      'r * columns.values.length + c];',
      'c * rows.values.length + r];',
    ],
    'numbers: a cell of the grid says it is the one before': [
      '`sweep.cells.${r * columns.values.length + c}.holdings',
      '`sweep.cells.${Math.max(0, r * columns.values.length + c - 1)}.holdings',
    ],
    'numbers: the loss of a cell under what the coin does': [
      "<td>${share('belowSpot')}</td>",
      "<td>${share('loss')}</td>",
    ],
  }),
  ...faultsIn('src/report/charts/path-of-value.ts', walk, {
    'numbers: a number of a caption without a key': [
      "${counted('paths', paths)} paths.`",
      '${fixed(paths, 0)} paths.`',
    ],
  }),
  ...faultsIn('src/report/format.ts', walk, {
    'numbers: a share cut off where it is rounded': [
      'return `${fixed(100 * share, nearEdge ? 1 : 0)}%`;',
      'return `${fixed(Math.floor(100 * share), nearEdge ? 1 : 0)}%`;',
    ],
  }),
  ...faultsIn('src/cli/told-paths.ts', ['test/cli/ordinary-run.test.ts'], {
    'numbers: a path that cannot be told again costs the run': [
      'return none((thrown as Error).message);',
      'throw thrown;',
    ],
    'numbers: a run of a million steps is told, too': ['clock.steps > MOST_STEPS', 'false'],
    'numbers: paths are told only where they are drawn': [
      'records.push(toldRecord(told, clock, [name]));',
      'if (isDrawn) records.push(toldRecord(told, clock, [name]));',
    ],
  }),
  ...faultsIn('src/result/told-record.ts', ['test/report/single-paths.test.ts'], {
    'numbers: of many events the last are forgotten': ['last: all.slice(-half)', 'last: []'],
    'numbers: the page of one path has as few events as a report': [
      'clock, names, Number.POSITIVE_INFINITY)',
      'clock, names)',
    ],
  }),
  ...faultsIn('src/result/told-record.ts', walk, {
    'numbers: what is told of a path begins one event late': [
      'events: [...first, ...last].map((event): ToldEvent => {',
      'events: [...first.slice(1), ...last].map((event): ToldEvent => {',
    ],
  }),
  ...faultsIn('src/report/sweep/sweep-words.ts', ['test/report/sweep.test.ts'], {
    'numbers: a sweep that was stopped counts the cells it was to have': [
      'finishedCells === undefined',
      'finishedCells !== null',
    ],
  }),
  ...faultsIn('src/report/sweep/render-sweep.ts', walk, {
    'numbers: the page of a sweep counts paths without a key': [
      "<li>${counted('sweep.paths', paths)} paths in each</li>",
      '<li>${paths} paths in each</li>',
    ],
  }),
  ...faultsIn('src/report/shelf/shelf-page.ts', walk, {
    'numbers: medians of the shelf under the holding before': [
      'figure(`.summary.h${i}.finalValue.median`',
      'figure(`.summary.h${Math.max(0, i - 1)}.finalValue.median`',
    ],
    'numbers: a run on the shelf says it is another': ['data-key=".summary.digest"', 'data-key=".summary.seed"'],
  }),
  ...faultsIn('src/report/sections/try-it-yourself.ts', walk, {
    'numbers: a control starts one stop further': [
      'step="1" value="${at}"',
      'step="1" value="${at === 0 ? 1 : at - 1}"',
    ],
  }),
  ...faultsIn('src/report/live-words.ts', walk, {
    'numbers: a control says its parameter in units ten times too small': [
      '[/PerYear$/, { scale: 100,',
      '[/PerYear$/, { scale: 10,',
    ],
  }),
  ...faultsIn('src/report/page/method.ts', walk, {
    'numbers: workers where seconds stand': [
      "counted('manifest.workers', manifest.workers)",
      "counted('manifest.workers', manifest.workers + 1)",
    ],
  }),
  ...faultsIn('src/report/said-figures.ts', ['test/report/answer.test.ts'], {
    'numbers: a number of an author is taken for a figure that it equals': [
      'places.set(value, places.has(value) ? null : path);',
      'places.set(value, path);',
    ],
    'numbers: a round number of an author is a figure of the run': [
      'if (Number(value.toPrecision(6)) !== value) places',
      'places',
    ],
    'numbers: a text that stands more often than it was printed is keyed': [
      'found.times >= timesOf(piece)',
      'found.times > 0',
    ],
  }),
  ...faultsIn('src/sweep/overall.ts', ['test/report/sweep.test.ts'], {
    'numbers: cells that are even are not counted': ['?? 0) >= 0).length', '?? 0) > 0.1).length'],
  }),
];
