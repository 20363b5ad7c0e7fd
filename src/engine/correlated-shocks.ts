import type { Constants, State } from './contracts.ts';
import type { AnyStep } from './model.ts';
import type { Operation, Player } from './seats.ts';

/** The normal numbers of one market: its own, `raw`, and `z`, which its price is moved by. */
export interface Shock {
  readonly own: Player;
  /** Whose `z` is the price's: `own`, or the last of those that add the shares of other markets. */
  readonly blended: Player;
  /** In the order in which they act, before any price. */
  readonly operations: readonly Operation[];
}

const takeOwn = (s: State, k: Constants, draw: { readonly z: number }): void => {
  s.raw = draw.z;
  s.z = (k.loading as number) * draw.z;
};

const addShare = (
  s: State,
  k: Constants,
  _draw: unknown,
  _at: unknown,
  ports: { readonly before: { readonly z: number }; readonly other: { readonly raw: number } },
): void => {
  s.z = ports.before.z + (k.loading as number) * ports.other.raw;
};

/**
 * The shock of a market that moves with others:
 *
 *   z[m] = loading[m] raw[m] + sum over j < m of loading[j] raw[j]
 *
 * with a row of the Cholesky factor of their correlations as loadings. A market reads only those before it, so that another one
 * added behind them changes no number; the first has its own normal, to the bit.
 *
 * @param place of the price
 * @param drawsAs whose stream its own normal is of
 * @param drawn the record that the price reads its draws from: `z` is written there
 * @param others the shocks of the markets before it, in their order
 */
export function correlatedShock(
  place: string,
  drawsAs: string,
  at: Player['at'],
  drawn: Record<string, number>,
  loadings: readonly number[],
  others: readonly Shock[],
): Shock {
  const player = (name: string, s: State, k: Constants, draw: Record<string, number>, ports: object): Player => {
    return { place: name, drawsAs, s, initial: s, k, draw, at, ports, uses: {}, math: {} };
  };
  const operation = (seat: Player, run: unknown): Operation => ({ seat, phase: 'step', run: run as AnyStep });
  const recordOf = (index: number) => (index === others.length ? drawn : {});
  const own = player(
    `${place}/shock`,
    Object.assign(recordOf(0), { raw: 0, z: 0 }),
    { loading: loadings.at(-1)! },
    { z: 0 },
    {},
  );
  const operations = [operation(own, takeOwn)];
  let blended = own;
  others.forEach((other, index) => {
    const ports = { before: blended.s, other: other.own.s };
    blended = player(
      `${place}/shock/${index}`,
      Object.assign(recordOf(index + 1), { z: 0 }),
      { loading: loadings[index]! },
      {},
      ports,
    );
    operations.push(operation(blended, addShare));
  });
  return { own, blended, operations };
}
