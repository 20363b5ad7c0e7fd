import { questionOf, type Sample } from '../comparison/sample.ts';
import { ProblemList } from '../data/data-error.ts';
import { parseCsv } from '../data/parse-csv.ts';
import { csvText } from '../report/csv.ts';
import type { ScenarioDescription } from '../result/run-result.ts';
import { outcomeOf, whereMissing } from './path-table.ts';

/** What of `manifest.json` says which run it was. */
interface Finished {
  readonly seed: string;
  readonly stream: number;
  readonly digest: string;
  readonly scenario: ScenarioDescription;
}

/**
 * The outcomes of a finished run, from what it left behind: `manifest.json`, and the `paths.csv` of `--export csv`, which has
 * every double whole. Both may come from anywhere, and are believed in nothing that can be looked at.
 *
 * @throws Error with what is wrong, DataError with all that is wrong with the table
 */
export function exportedSample(manifest: string, csv: string, label: string): Sample {
  const { seed, stream, digest, scenario } = checked(JSON.parse(manifest));
  const { name, paths } = scenario;
  const problems = new ProblemList('paths.csv');
  const records = parseCsv(csv, problems);
  const head = records.next().value?.fields ?? [];
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

  let rows = 0;
  for (const { row, fields } of records) {
    const holding = holdings[Math.floor(rows / paths)];
    const path = rows++ % paths;
    if (holding === undefined) break;
    if (fields[pathAt] !== String(path) || fields[holdingAt] !== holding.cell) {
      problems.add(`row ${row}: must be path ${path} of ${JSON.stringify(holding.name)}`);
      break;
    }
    outcomes.forEach(({ outcome, at, ifMissing }, i) => {
      const isEmpty = fields[at] === '';
      const value = isEmpty ? ifMissing : Number(fields[at]);
      if (value === null) holding.gaps[i]!++;
      else if (Number.isFinite(value)) holding.columns[i]![path] = value;
      else problems.add(`row ${row}: ${outcome} must be a number; got ${JSON.stringify(fields[at])}`);
    });
  }
  if (problems.isEmpty && rows !== paths * holdings.length) {
    problems.add(
      `must have ${paths * holdings.length} rows, ${paths} of each holding; got ${rows > paths * holdings.length ? 'more' : rows}`,
    );
  }
  for (const { name, gaps } of holdings) {
    gaps.forEach((gap, i) => {
      if (gap > 0 && gap < paths) problems.add(`${outcomes[i]!.outcome} of ${JSON.stringify(name)} has gaps`);
    });
  }
  problems.throwIfAny();

  return {
    label,
    scenario: name,
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

function checked(given: unknown): Finished {
  const file = (given ?? {}) as Partial<Finished>;
  const { scenario } = file;
  const isWhole =
    typeof file.seed === 'string' &&
    Number.isSafeInteger(file.stream) &&
    /^[0-9a-f]{16}$/.test(String(file.digest)) &&
    typeof scenario?.name === 'string' &&
    Number.isSafeInteger(scenario.paths) &&
    scenario.paths >= 2 &&
    [scenario.parameters, scenario.holdings].every((each) => Array.isArray(each)) &&
    scenario.holdings.every((each) => typeof each?.name === 'string' && isModel(each.model)) &&
    isModel(scenario.price) &&
    isModel(scenario.funding) &&
    typeof scenario.clock?.steps === 'number';
  if (!isWhole) throw new Error('manifest.json: must name seed, streams, digest and scenario, as a run writes them');
  return file as Finished;
}

const isModel = (model: ScenarioDescription['price'] | undefined): boolean =>
  typeof model?.name === 'string' && Array.isArray(model.options) && typeof model.parts === 'object';
