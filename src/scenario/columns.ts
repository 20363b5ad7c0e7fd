import type { Model } from '../engine/model.ts';

const ENGINE_COLUMNS = ['finalValue', 'rebalances', 'turnover', 'ruinDays', 'liquidationDays', 'stopDays'];

interface NamedHolding {
  readonly name: string;
  readonly model: Model<'holding'>;
}

/** A column that two would write: metrics, the engine, a holding, or one of the parts that it is made of. One line each. */
export function columnProblems(
  standard: readonly Model<'metric'>[],
  own: readonly Model<'metric'>[],
  holdings: readonly NamedHolding[],
): readonly string[] {
  const problems: string[] = [];
  const taken = new Map<string, string>(ENGINE_COLUMNS.map((name) => [`holding ${name}`, 'every holding']));
  for (const { name, observes, results } of [...standard, ...own]) {
    for (const result of results) {
      const column = `${observes} ${result}`;
      const owner = taken.get(column);
      taken.set(column, name);
      if (owner !== undefined) problems.push(clash(name, result, owner));
    }
  }
  // What every holding has; what it and its parts add is its alone. A holding inside it keeps its results to itself.
  for (const { name, model } of holdings) {
    const added = new Map<string, string>();
    for (const part of reporting(model)) {
      for (const result of part.results) {
        const owner = added.get(result) ?? taken.get(`holding ${result}`);
        added.set(result, part.name);
        if (owner !== undefined) problems.push(`holdings: "${name}": ${clash(part.name, result, owner)}`);
      }
    }
  }
  return problems;
}

const clash = (name: string, result: string, owner: string): string =>
  owner === name
    ? `${name}: its result "${result}" is a column twice, since there are two of it; keep one`
    : `${name}: its result "${result}" is already a column of ${owner}; rename it`;

/** A model and the parts of it whose results are columns: what is held goes on after its holder has left. */
function reporting(model: Model): readonly Model[] {
  return [model, ...Object.values(model.parts).flatMap((part) => (part.kind === 'holding' ? [] : reporting(part)))];
}

/** Columns that a holding adds to those that every one has, its own and those of metrics. */
export function holdingColumns(model: Model, metrics: readonly Model<'metric'>[]): readonly string[] {
  return [...reporting(model), ...metrics.filter(({ observes }) => observes === 'holding')].flatMap(
    ({ results }) => results,
  );
}

/** A model and all it is made of, depth first. */
export function withParts(model: Model): readonly Model[] {
  return [model, ...Object.values(model.parts).flatMap(withParts)];
}
