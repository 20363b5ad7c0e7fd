import type { Backend, LanesReader } from './backend.ts';
import type { Columns } from './columns.ts';
import { StepError } from './errors.ts';
import type { Player } from './seats.ts';
import type { Sink } from './sink.ts';

/** Takes down what paths that are over leave, `row` counting from the first path of the block. */
export type FinishPaths = (sink: Sink, firstPath: number, row: number, paths: number) => void;

/**
 * Reads the columns of finished paths, a column at a time, and holds each path to its laws: every number finite, no value
 * below zero, books that balance. Throws for the first path that breaks one; `explain` says where a number went wrong.
 */
export function openPathEnds(
  { names, sources, holdings }: Columns,
  watchers: readonly Player[],
  backend: Backend,
  explain: (path: number, holding: string | null, quantity: string) => StepError,
): FinishPaths {
  const lanes = () => new Float64Array(backend.lanes);
  const columns = sources.map((source): { readonly read: LanesReader | null; readonly values: Float64Array } => ({
    read: source && backend.resultOf(source.player, source.field),
    values: lanes(),
  }));
  const ends = holdings.map(({ name, books, finalValue, accounts, residual }, h) => ({
    name,
    balance: books.balance,
    final: columns[finalValue]!.values,
    accounts: accounts.map((column) => columns[column]!.values),
    residual: columns[residual]!.values,
    largest: lanes(),
    readLargest: accounts.length > 0 ? backend.resultOf(watchers[h]!, 'largest') : null,
  }));

  return (sink, firstPath, row, paths) => {
    let badLane = paths;
    let badColumn = 0;
    for (let column = 0; column < columns.length; column++) {
      const { read, values } = columns[column]!;
      read?.(values, paths);
      for (let lane = 0; lane < badLane; lane++) {
        if (Number.isFinite(values[lane])) continue;
        badLane = lane;
        badColumn = column;
      }
    }
    for (const { readLargest, largest } of ends) readLargest?.(largest, paths);
    for (let lane = 0; lane < paths; lane++) {
      const path = firstPath + lane;
      if (lane === badLane) throw explain(path, names[badColumn]!.holding, names[badColumn]!.name);
      for (const { name, balance, final, accounts, residual, largest } of ends) {
        const value = final[lane]!;
        if (!(value >= 0)) throw new StepError(`holding "${name}": value ${value} is below zero on path ${path}`, path);
        if (accounts.length > 0) residual[lane] = balance(name, path, value, largest[lane]!, accounts, lane);
      }
    }
    for (let column = 0; column < columns.length; column++) {
      const { values } = columns[column]!;
      const kept = sink.columns[column]!;
      const most = Math.min(paths, kept.length - row);
      for (let lane = 0; lane < most; lane++) kept[row + lane] = values[lane]!;
    }
  };
}
