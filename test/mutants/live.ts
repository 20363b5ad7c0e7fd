import { faultsIn } from './mutant.ts';

const crew = ['test/live/crew.test.ts'];
const controls = ['test/live/controls.test.ts'];

/** Faults of what a report runs again in its page. */
export const liveMutants = [
  ...faultsIn('src/report/live/live-result.ts', crew, {
    'live: every block is laid at the first path': ['(index + 1) * count), firstPath);', '(index + 1) * count), 0);'],
  }),
  ...faultsIn('src/batch/serve-page.ts', crew, {
    'live: counters go on from the question before': ['counts.fill(0)', 'counts.fill(0, 0, 0)'],
  }),
  ...faultsIn('src/batch/serve-page.ts', ['test/live/tell.test.ts'], {
    'live, replay: the first holding, whatever was asked for': [
      'holdings: holdings.filter(({ name }) => name === holding),',
      'holdings: holdings.slice(0, 1),',
    ],
    'live, replay: the numbers of what is open': [
      'const prepared = program.prepare(overrides);\n    const { clock',
      'const prepared = program.prepare({});\n    const { clock',
    ],
    'live, replay: closes what is open': [
      "if (order.kind === 'tell') return told(order);",
      "if (order.kind === 'tell') { open = null; return told(order); }",
    ],
    'live, replay: a refusal closes what is open': ["if (order.kind === 'open') open = null;", 'open = null;'],
  }),
  ...faultsIn('src/report/live/crew.ts', crew, {
    'live: one worker’s counters stand for all': ['sum[i]! += counts[i]!', 'sum[i]! += 0 * counts[i]!'],
    'live: whoever drags sees nothing until he lets go': ['job === null || job.isSeen', 'job === null || true'],
    'live: nobody loses patience with a worker': ['const PATIENCE_MS = 600;', 'const PATIENCE_MS = 2 ** 30;'],
  }),
  ...faultsIn('src/scenario/controls.ts', controls, {
    'live: a control cannot stand where the run stood': [
      '[Number(defaultValue), Number(value)]',
      '[Number(defaultValue)]',
    ],
    'live: stops beyond what an option accepts': [
      'if (stop >= least && stop <= most) found.add(stop);',
      'found.add(stop);',
    ],
  }),
];
