import { type Books, checkBooks } from './books.ts';
import type { Player, Seat, Seating } from './seats.ts';

/** A column of the result: one number a path. */
export interface ColumnName {
  /** `null` for the market. */
  readonly holding: string | null;
  readonly name: string;
}

/** A field of somebody's state. */
export interface Field {
  readonly player: Player;
  readonly field: string;
}

/** What each path leaves, in the order in which it is hashed and written. */
export interface Columns {
  readonly names: readonly ColumnName[];
  /** Of each column, the field that it is read from; `null` for a residual, which is worked out. */
  readonly sources: readonly (Field | null)[];
  readonly holdings: readonly HoldingColumns[];
}

/** Where to find a holding among the columns. */
export interface HoldingColumns {
  readonly name: string;
  readonly books: Books;
  readonly finalValue: number;
  /** As `books.accounts` orders them. */
  readonly accounts: readonly number[];
  readonly residual: number;
}

const OUTCOMES = ['rebalances', 'turnover', 'ruinDays', 'liquidationDays', 'stopDays'];

/** The market's metrics; then of each holding its final value, own results, metrics, outcomes, accounts and residual. */
export function layOutColumns({ marketMetrics, holdings }: Seating): Columns {
  const names: ColumnName[] = [];
  const sources: (Field | null)[] = [];
  const column = (holding: string | null, name: string, source: Field | null): number => {
    sources.push(source);
    return names.push({ holding, name }) - 1;
  };
  const results = (holding: string | null, player: Seat) => {
    for (const field of player.model.results) column(holding, field, { player, field });
  };
  for (const each of marketMetrics) results(null, each);
  return {
    names,
    sources,
    holdings: holdings.map(({ name, own, parts, metrics }): HoldingColumns => {
      const books = checkBooks(own.s);
      const finalValue = column(name, 'finalValue', { player: own, field: 'value' });
      for (const each of [own, ...parts, ...metrics]) results(name, each);
      for (const field of OUTCOMES) if (field in own.s) column(name, field, { player: own, field });
      const accounts = books.accounts.map(({ field, account }) => column(name, account, { player: own, field }));
      return { name, books, finalValue, accounts, residual: column(name, 'log/residual', null) };
    }),
  };
}
