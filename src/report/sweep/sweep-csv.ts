import type { CellHolding, SweepResult } from '../../result/sweep-result.ts';
import { type CsvCell, csv } from '../csv.ts';

const quantiles = ['q05', 'q25', 'median', 'q75', 'q95', 'mean'] as const;
const shares = ['loss', 'belowSpot', 'ruin', 'liquidated'] as const;

/** Every figure of every cell, a row a cell and holding, each with its standard error. */
export function sweepCsv({ axes, cells, paths }: SweepResult): string {
  const named = cells.some((cell) => cell?.name !== undefined);
  const head = [
    ...(named ? ['case'] : []),
    ...axes.map(({ name }) => name),
    'holding',
    'paths',
    ...[...quantiles, ...shares, 'logGrowth', 'logGapToSpot'].flatMap((name) => [name, `${name} standard error`]),
  ];
  const rows = cells.flatMap((cell) =>
    (cell?.holdings ?? []).map((holding): readonly CsvCell[] => [
      ...(named ? [cell!.name ?? ''] : []),
      ...axes.map(({ name }) => asCell(cell!.settings[name]!)),
      holding.name,
      paths,
      ...figuresOf(holding),
    ]),
  );
  return csv([head, ...rows]);
}

const asCell = (value: number | string | boolean): CsvCell => (typeof value === 'boolean' ? String(value) : value);

function figuresOf({ finalValue, probability, logGrowth, logGapToSpot }: CellHolding): readonly CsvCell[] {
  const all = [
    ...quantiles.map((name) => finalValue[name]),
    ...shares.map((name) => probability[name]),
    logGrowth.mean,
    logGapToSpot,
  ];
  return all.flatMap(({ value, standardError }) => [value, standardError]);
}
