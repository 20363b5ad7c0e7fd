import type { Simulation } from '../engine/simulation.ts';
import type { Condition, PathValues } from './condition.ts';
import { marginOf } from './condition.ts';

/** Moves of a market in tenths of a per cent, a day each. */
export type Moves = readonly number[];

/** Opens markets that are written out, a path each: see `scriptedReturns`. */
export type OpenScript = (scripts: string, days: number) => Simulation;

/** As it is read by `scriptedReturns`: `+50 %, -20 %`. */
export const scriptOf = (moves: Moves): string => moves.map(percentOf).join(', ');

export const percentOf = (tenths: number): string =>
  `${tenths < 0 ? '-' : '+'}${(Math.abs(tenths) / 10).toFixed(tenths % 10 === 0 ? 0 : 1)} %`;

/** Lives through markets of equal length; what each of them came to. */
export function liveThrough(open: OpenScript, markets: readonly Moves[]): readonly PathValues[] {
  const { columns, observation, runBlock } = open(markets.map(scriptOf).join(';'), markets[0]!.length);
  const values = columns.map(() => new Float64Array(markets.length));
  const holdings = new Set(columns.map(({ holding }) => holding)).size;
  const fans = Array.from({ length: holdings }, () => new Uint32Array(observation.size));
  runBlock(0, markets.length, { columns: values, fans, samples: [] });
  const column = new Map(columns.map(({ holding, name }, index) => [JSON.stringify([holding, name]), values[index]!]));
  const read = (holding: string | null, name: string, path: number) =>
    column.get(JSON.stringify([holding, name]))?.[path];
  return markets.map((_, path) => ({
    coin: 1 + read(null, 'spotReturn', path)!,
    metric: (holding, name) => {
      if (!name.startsWith('is')) return read(holding, name, path) ?? 0;
      // Days are -1 where it did not happen.
      return (read(holding, daysOf[name]!, path) ?? -1) >= 0 ? 1 : 0;
    },
  }));
}

const daysOf: Readonly<Record<string, string>> = {
  isRuined: 'ruinDays',
  isLiquidated: 'liquidationDays',
  isStopped: 'stopDays',
};

/** How far the condition holds in each: above 0 where it does. */
export function marginsIn(open: OpenScript, condition: Condition, markets: readonly Moves[]): readonly number[] {
  return liveThrough(open, markets).map((path) => marginOf(condition, path));
}
