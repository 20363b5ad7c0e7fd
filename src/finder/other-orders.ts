import type { Condition, PathValues } from './condition.ts';
import { marginOf } from './condition.ts';
import type { Moves, OpenScript } from './try-markets.ts';
import { liveThrough } from './try-markets.ts';

/** What comes of the same days in every order. */
export interface OtherOrders {
  /** Different ones, the found one among them. */
  readonly orders: number;
  /** Those in which the condition holds. */
  readonly holding: number;
  /** Of each holding: its lowest and its highest value at the end. */
  readonly ends: readonly { readonly name: string; readonly lowest: number; readonly highest: number }[];
}

export function otherOrders(
  open: OpenScript,
  condition: Condition,
  names: readonly string[],
  moves: Moves,
): OtherOrders {
  const paths = liveThrough(open, ordersOf(moves));
  const endsOf = (name: string) => paths.map((path: PathValues) => path.metric(name, 'finalValue'));
  return {
    orders: paths.length,
    holding: paths.filter((path) => marginOf(condition, path) > 0).length,
    ends: names.map((name) => ({ name, lowest: Math.min(...endsOf(name)), highest: Math.max(...endsOf(name)) })),
  };
}

/** Every order of the moves, each once. */
export function ordersOf(moves: Moves): readonly Moves[] {
  if (moves.length < 2) return [moves];
  return [...new Set(moves)].flatMap((first) => {
    const at = moves.indexOf(first);
    return ordersOf([...moves.slice(0, at), ...moves.slice(at + 1)]).map((rest) => [first, ...rest]);
  });
}
