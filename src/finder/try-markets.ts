import type { Simulation } from '../engine/simulation.ts';
import type { ClaimedRun } from '../result/claim-values.ts';
import { namedRecord } from '../result/named-record.ts';
import type { Aim } from './aim.ts';

/** Moves of a market in tenths of a per cent, a day each. */
export type Moves = readonly number[];

/** Opens markets that are written out, a path each: see `scriptedReturns`. */
export type OpenScript = (scripts: string, days: number) => Simulation;

/** As it is read by `scriptedReturns`: `+50 %, -20 %`. */
export const scriptOf = (moves: Moves): string => moves.map(percentOf).join(', ');

export const percentOf = (tenths: number): string =>
  `${tenths < 0 ? '-' : '+'}${(Math.abs(tenths) / 10).toFixed(tenths % 10 === 0 ? 0 : 1)} %`;

/** Lives through markets of equal length, a path each. */
export function liveThrough(open: OpenScript, markets: readonly Moves[]): ClaimedRun {
  const days = markets[0]!.length;
  const { columns, observation, runBlock } = open(markets.map(scriptOf).join(';'), days);
  const values = columns.map(() => new Float64Array(markets.length));
  const names = [...new Set(columns.flatMap(({ holding }) => (holding === null ? [] : [holding])))];
  const fans = names.map(() => new Uint32Array(observation.size));
  runBlock(0, markets.length, { columns: values, fans, samples: [] });
  const of = (owner: string | null) =>
    namedRecord(columns.flatMap(({ holding, name }, i) => (holding === owner ? [[name, values[i]!] as const] : [])));
  return {
    paths: markets.length,
    market: of(null),
    holdings: names.map((name) => ({ description: { name }, columns: of(name) })),
    scenario: { clock: { days } },
  };
}

/** How far each is within what is looked for: above 0 where it is. */
export function marginsIn(open: OpenScript, aim: Aim, markets: readonly Moves[]): readonly number[] {
  return [...aim.marginsIn(liveThrough(open, markets))];
}
