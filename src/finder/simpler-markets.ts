import type { Moves } from './try-markets.ts';

/**
 * What is a little simpler: one move left at 0, halved, or one unit nearer to 0. A market is locally minimal where its
 * condition holds in none of these.
 */
export function simplerMarkets(moves: Moves): readonly Moves[] {
  return moves.flatMap((move, day) => {
    const smaller = new Set([0, Math.trunc(move / 2), move - Math.sign(move)]);
    smaller.delete(move);
    return [...smaller].map((each) => moves.map((old, at) => (at === day ? each : old)));
  });
}

/** Goes from simpler to simpler until there is none in which it holds. */
export function simplerThan(moves: Moves, holds: (moves: Moves) => boolean, isOver: () => boolean): Moves {
  let smallest = moves;
  for (;;) {
    const simpler = isOver() ? undefined : simplerMarkets(smallest).find(holds);
    if (simpler === undefined) return smallest;
    smallest = simpler;
  }
}
