import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readScenario } from '../batch/node/read-scenario.ts';
import { shownPath } from '../batch/node/shown-path.ts';
import { STREAM_VERSION } from '../random/stream.ts';
import { sweepCsv } from '../report/sweep/sweep-csv.ts';
import { stableJson } from '../result/stable-json.ts';
import type { SweepAxis, SweepCell, SweepResult } from '../result/sweep-result.ts';
import { gridOf, withoutFans } from '../result/sweep-result.ts';
import { commonName } from '../sweep/common-name.ts';
import { withOverall } from '../sweep/overall.ts';
import type { Arguments, TypedSweep } from './arguments.ts';
import { type CellJournal, openCellJournal } from './cell-journal.ts';
import { commandLine } from './command-line.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { requireScenarioFile, scenarioName } from './find-scenario.ts';
import { folderName } from './folder-name.ts';
import { listenForInterruption } from './interruption.ts';
import { type CellMaker, makeCells } from './make-cells.ts';
import { openOutputFolder } from './output-folder.ts';
import { printable } from './printable.ts';
import { progress } from './progress.ts';
import { recordingsAskedFor } from './recordings-asked-for.ts';
import { solveCells } from './solve-cells.ts';
import { settleAxes } from './sweep-axes.ts';
import { sweepText } from './sweep-text.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Of a sweep that does not say: enough for a surface, and no more than its scenario asks for. */
const USUAL_PATHS = 1000;
/** Times that are looked at on the way: a fan in a small picture. */
const FAN_POINTS = 12;

/** Goes over parameters of one scenario file, and solves for break-evens, as the command line says. @throws whatever `explain` explains */
export async function sweepFile(
  file: string,
  given: Arguments,
  asked: TypedSweep,
  terminal: Terminal,
): Promise<ExitCode> {
  requireScenarioFile(file);
  const paths = given.overrides.paths ?? USUAL_PATHS;
  const overrides = { ...given.overrides, paths };
  const read = await readScenario(file, overrides);
  const axes = settleAxes(asked.axes, asked.solve, read.parameters);
  const cells = gridOf(axes).map((settings) => ({ settings }));
  const question = { of: 'all', paths, fanPoints: FAN_POINTS } as const;
  const prepared = read.prepareCells(cells, question);
  const { recordings, data } = await recordingsAskedFor(given.data, prepared.requests);
  const name = scenarioName(file);
  const { description } = read.settle({ name, overrides, recordings, data }, 'plain');
  if (given.dryRun) {
    const shown = { scenario: name, seed: description.seed, pathsInEachCell: paths, axes, solve: asked.solve };
    terminal.print(given.json ? stableJson(shown) : `${planInWords(shown, cells.length)}\n`);
    return exitCodes.complete;
  }

  const folder = openOutputFolder(join(given.out, folderName(name), 'sweeps'));
  const interruption = listenForInterruption(terminal.note, (code) => {
    folder.release();
    terminal.exit(code);
  });
  const { seed } = description;
  const same = { version, bundle: read.bundle.fingerprint, stream: STREAM_VERSION, seed, paths, question };
  const base = JSON.stringify([same, overrides.set ?? {}, data]);
  const id = hashOf(JSON.stringify([base, [...axes].sort(byName), asked.solve, asked.target]));
  let journal: CellJournal | null = null;
  const shown = progress({
    name: printable(name),
    paths: cells.length * paths,
    steps: description.clock.steps,
    stream: terminal.stderr,
    isQuiet: given.quiet,
  });
  try {
    journal = openCellJournal(join(folder.path, `.cells-${hashOf(base)}`));
    let done = 0;
    const { signal } = interruption;
    const maker: CellMaker = {
      ...{ read, overrides, recordings, signal, journal, kept: null },
      ...{ kernels: given.kernels, workers: given.workers },
      onCell: () => shown.update(paths * Math.min(++done, cells.length)),
    };
    // A break-even alone has no grid: its one cell is the scenario as it stands.
    const [made] = (await makeCells([{ cells, asked: question }], maker).finally(shown.end)) as [
      readonly (SweepCell | null)[],
    ];
    const make = async (settings: SweepCell['settings']): Promise<SweepCell | null> => {
      const [one] = await makeCells([{ cells: [{ settings }], asked: question }], { ...maker, onCell: () => {} });
      return one![0]!;
    };
    const usual = read.parameters.find((each) => each.name === asked.solve?.parameter)?.value as number;
    const solving = asked.solve === null ? null : { solve: asked.solve, target: asked.target, paths, usual, make };
    const isWhole = made.every((cell) => cell !== null);
    const breakEven = solving === null || !isWhole ? [] : await solveCells(cells, solving);
    const first = made.find((cell) => cell !== null);
    if (first === undefined) {
      terminal.complain(`${file}: stopped before the first cell was finished; nothing was saved`);
      return interruption.exitCode() ?? exitCodes.complete;
    }
    const names = first.holdings.map((_, h) => commonName(made.flatMap((cell) => cell?.holdings[h]?.name ?? [])));
    const sweep = withOverall({
      schema: 'decaylab/sweep@1',
      scenario: name,
      question: description.question,
      days: description.clock.days,
      seed,
      stream: STREAM_VERSION,
      paths,
      ...(isWhole && breakEven !== null ? {} : partly(made)),
      axes,
      holdings: names,
      cells: made,
      ...(breakEven === null || breakEven.length === 0 ? {} : { breakEven }),
    });
    const files: Record<string, string> = {
      [`${id}/sweep.json`]: stableJson(withoutFans(sweep), { pretty: true }),
      [`${id}/sweep.csv`]: sweepCsv(sweep),
    };
    if (given.report) {
      const [{ renderSweep }, assets] = await Promise.all([
        import('../report/sweep/render-sweep.ts'),
        import('../report/node/assets.ts').then(({ loadReportAssets }) => loadReportAssets()),
      ]);
      files[`${id}/sweep.html`] = renderSweep({
        sweep,
        scenario: description,
        version,
        command: commandLine(file, given, description),
        assets,
      });
    }
    folder.publish(files);
    if (given.json) terminal.print(stableJson(withoutFans(sweep)));
    else if (!given.quiet) {
      const place = join(folder.path, id, given.report ? 'sweep.html' : 'sweep.json');
      terminal.print(`${sweepText(sweep)}\n${shownPath(place)}\n`);
    }
    if (sweep.partial) terminal.note(`${file}: the same command goes on with the cells that are missing`);
    return interruption.exitCode() ?? exitCodes.complete;
  } finally {
    interruption.ignore();
    journal?.close();
    folder.release();
  }
}

const partly = (made: readonly (SweepCell | null)[]): Pick<SweepResult, 'partial' | 'finishedCells'> => ({
  partial: true,
  finishedCells: made.filter((cell) => cell !== null).length,
});

const byName = (a: SweepAxis, b: SweepAxis): number => (a.name < b.name ? -1 : 1);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function planInWords(
  plan: {
    readonly scenario: string;
    readonly seed: string;
    readonly pathsInEachCell: number;
    readonly axes: readonly SweepAxis[];
    readonly solve: TypedSweep['solve'];
  },
  cells: number,
): string {
  return [
    `${printable(plan.scenario)}: ${cells} ${cells === 1 ? 'cell' : 'cells'}, ${plan.pathsInEachCell} paths in each, seed ${printable(plan.seed)}`,
    ...plan.axes.map(({ name, values }) => `  ${name}: ${printable(values.join(', '))}`),
    ...(plan.solve === null
      ? []
      : [
          `  solved for: ${plan.solve.parameter}${plan.solve.bracket === null ? '' : ` from ${plan.solve.bracket[0]} to ${plan.solve.bracket[1]}`}`,
        ]),
  ].join('\n');
}
