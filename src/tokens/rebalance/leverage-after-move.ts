/**
 * |leverage| of a fund that was at its target when the price stood still, after the price has moved: |L| (1 + m) / (1 + L m).
 * Infinite where the move has ended the fund. What funding and fees did since is not in it.
 *
 * Issuers that watch the price since the last rebalance watch this; a fund can be watched by its leverage alone.
 */
export const leverageAfterMove = (target: number, move: number): number =>
  1 + target * move > 0 ? (Math.abs(target) * (1 + move)) / (1 + target * move) : Number.POSITIVE_INFINITY;

/** What keeps a move against the fund from being read off its leverage: one line a problem. */
export function problemsOfMove(name: string, move: number, target: number): readonly string[] {
  if (target >= 0 && target <= 1)
    return [`${name} needs a target above 1 or below 0, where losses raise |leverage|; got ${target}`];
  return Math.abs(target) * move < 1
    ? []
    : [`${name} · |target| must be below 1, or the fund ends before it acts; got ${move} · ${Math.abs(target)}`];
}
