import { questionOf, type Sample } from '../comparison/sample.ts';
import { ProblemList } from '../data/data-error.ts';
import { parseCsv } from '../data/parse-csv.ts';
import { csvCell, csvText } from '../report/csv.ts';
import type { ScenarioDescription } from '../result/run-result.ts';
import { outcomeOf, whereMissing } from './path-table.ts';

/** What a finished run left behind, as text. */
export interface FinishedRun {
  readonly manifest: string;
  readonly summary: string;
  /** Of `--export csv`: every double whole. */
  readonly paths: string;
}

/** What of `manifest.json` says which run it was. */
interface Manifest {
  readonly seed: string;
  readonly stream: number;
  readonly digest: string;
  readonly scenario: ScenarioDescription;
}

type Model = ScenarioDescription['price'];

/** Without these there is nothing to compare: what has another name is not what a run exported. */
const NEEDED = ['path', 'holding', 'finalValue', 'maxDrawdown'];
/** Of a row: a path, a holding, and a figure of two digits. */
const SHORTEST_ROW = 6;

/**
 * The outcomes of a finished run, from its files. They may come from anywhere, and are believed in nothing that can be
 * looked at.
 *
 * @throws Error with what is wrong, DataError with all that is wrong with the table
 */
export function exportedSample(files: FinishedRun, label: string): Sample {
  const { seed, stream, digest, scenario } = checkedManifest(JSON.parse(files.manifest));
  const paths = finishedPaths(JSON.parse(files.summary), scenario);
  const problems = new ProblemList('paths.csv');
  const rows = paths * scenario.holdings.length;
  if (files.paths.length < SHORTEST_ROW * rows) problems.add(`must have ${rows} rows, ${paths} of each holding`);
  problems.throwIfAny();

  const records = parseCsv(files.paths, problems);
  const head = records.next().value?.fields ?? [];
  for (const name of NEEDED.filter((each) => !head.includes(each))) problems.add(`must have a column ${name}`);
  for (const name of new Set(head.filter((each, i) => head.indexOf(each) !== i))) {
    problems.add(`must have one column ${name}; got ${head.filter((each) => each === name).length}`);
  }
  problems.throwIfAny();

  const outcomes = head.flatMap((column, at) => {
    const outcome = outcomeOf(column);
    return outcome === null ? [] : [{ outcome, at, ifMissing: whereMissing(outcome) }];
  });
  const [pathAt, holdingAt] = [head.indexOf('path'), head.indexOf('holding')];
  const holdings = scenario.holdings.map(({ name }) => ({
    name,
    cell: csvText(name),
    columns: outcomes.map(() => new Float64Array(paths)),
    gaps: outcomes.map(() => 0),
  }));
  let met = 0;
  for (const { row, fields } of records) {
    const holding = holdings[Math.floor(met / paths)];
    const path = met++ % paths;
    if (holding === undefined) break;
    if (fields[pathAt] !== String(path) || fields[holdingAt] !== holding.cell) {
      problems.add(`row ${row}: must be path ${path} of ${JSON.stringify(holding.name)}`);
      break;
    }
    outcomes.forEach(({ outcome, at, ifMissing }, i) => {
      const cell = fields[at]!;
      const value = cell === '' ? ifMissing : Number(cell);
      if (value === null) holding.gaps[i]!++;
      else if (cell === '' || csvCell(value) === cell) holding.columns[i]![path] = value;
      else problems.add(`row ${row}: ${outcome} must be a number, as a run writes it; got ${JSON.stringify(cell)}`);
    });
  }
  if (problems.isEmpty && met !== rows) {
    problems.add(`must have ${rows} rows, ${paths} of each holding; got ${met > rows ? 'more' : met}`);
  }
  for (const { name, gaps } of holdings) {
    gaps.forEach((gap, i) => {
      if (gap > 0 && gap < paths) problems.add(`${outcomes[i]!.outcome} of ${JSON.stringify(name)} has gaps`);
    });
  }
  problems.throwIfAny();

  return {
    label,
    scenario: scenario.name,
    seed,
    stream,
    paths,
    digest,
    isRounded: false,
    question: questionOf(scenario),
    holdings: new Map(
      holdings.map(({ name, columns, gaps }) => [
        name,
        new Map(outcomes.flatMap(({ outcome }, i) => (gaps[i] === 0 ? [[outcome, columns[i]!]] : []))),
      ]),
    ),
  };
}

/** A run that was stopped has fewer paths than were asked for; `summary.json` says how many. */
function finishedPaths(summary: { readonly paths?: unknown } | null, { paths: asked }: ScenarioDescription): number {
  const paths = Number(summary?.paths);
  if (paths === 1) throw new Error('must have 2 paths or more; got 1');
  if (!Number.isSafeInteger(paths) || paths < 1 || paths > asked) {
    throw new Error(`summary.json: paths must be a whole number up to ${asked}; got ${JSON.stringify(summary?.paths)}`);
  }
  return paths;
}

function checkedManifest(given: unknown): Manifest {
  const file = (given ?? {}) as Partial<Manifest>;
  const { scenario } = file;
  const isWhole =
    typeof file.seed === 'string' &&
    Number.isSafeInteger(file.stream) &&
    typeof file.digest === 'string' &&
    /^[0-9a-f]{16}$/.test(file.digest) &&
    typeof scenario?.name === 'string' &&
    Number.isSafeInteger(scenario.paths) &&
    typeof scenario.clock?.steps === 'number' &&
    typeof scenario.clock.stepMinutes === 'number' &&
    areNamed(scenario.parameters) &&
    areNamed(scenario.holdings) &&
    scenario.holdings.every(({ model }) => isModel(model)) &&
    isModel(scenario.price) &&
    isModel(scenario.funding);
  if (!isWhole) throw new Error('manifest.json: must name seed, streams, digest and scenario, as a run writes them');
  return file as Manifest;
}

const isModel = (model: Model | null | undefined): boolean =>
  typeof model?.name === 'string' &&
  areNamed(model.options) &&
  typeof model.parts === 'object' &&
  Object.values(model.parts ?? { missing: null }).every(isModel);

const areNamed = (all: unknown): boolean =>
  Array.isArray(all) && all.every((each: { readonly name?: unknown } | null) => typeof each?.name === 'string');
