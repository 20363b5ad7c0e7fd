import type { Aim } from './aim.ts';
import { liveThrough, type Moves, type OpenScript } from './try-markets.ts';

/** What comes of the same days in every order. */
export interface OtherOrders {
  /** Different ones, the found one among them. */
  readonly orders: number;
  /** Those that are what was looked for. */
  readonly holding: number;
  /** Of each holding: its lowest and its highest value at the end. */
  readonly ends: readonly { readonly name: string; readonly lowest: number; readonly highest: number }[];
}

export function otherOrders(open: OpenScript, aim: Aim, moves: Moves): OtherOrders {
  const orders = ordersOf(moves);
  const lived = liveThrough(open, orders);
  return {
    orders: orders.length,
    holding: [...aim.marginsIn(lived)].filter((margin) => margin > 0).length,
    ends: lived.holdings.map(({ description: { name }, columns: { finalValue } }) => ({
      name,
      lowest: Math.min(...finalValue!),
      highest: Math.max(...finalValue!),
    })),
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
