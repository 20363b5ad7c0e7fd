import type { MaintenanceTiers } from './tiers/contracts.ts';

/**
 * The simple return at which an isolated position is liquidated: margin equity M + P R meets m |P| (1 + R).
 *
 *   R = (m |P| - M) / (P - m |P|)
 *
 * P signed notional now, M margin equity now, m maintenance margin on the notional at the price of the check. For a
 * fresh position it gives S0 (1 - 1/l) / (1 - m) for longs and S0 (1 + 1/l) / (1 + m) for shorts.
 */
export const liquidationReturn = (margin: number, notional: number, maintenance: number): number => {
  const size = notional < 0 ? -notional : notional;
  return (maintenance * size - margin) / (notional - maintenance * size);
};

/**
 * The same in one tier of a maintenance margin that grows with the position: M + P R meets m |P| (1 + R) - A.
 *
 *   R = (m |P| - A - M) / (P - m |P|)
 *
 * Where rates rise from tier to tier and the margin does not jump, the margin of any position is the largest of
 * m |P| - A over all tiers. The tier at the price of liquidation need then not be searched for: liquidation is at the
 * nearest R of all tiers.
 */
export const tierLiquidationReturn = (
  margin: number,
  notional: number,
  maintenance: number,
  amount: number,
): number => {
  const size = notional < 0 ? -notional : notional;
  return (maintenance * size - amount - margin) / (notional - maintenance * size);
};

/** The terms of a venue's published liquidation price; see `liquidationPrice`. */
export interface IsolatedPosition {
  /** 1 long, -1 short. */
  readonly side: 1 | -1;
  readonly entryPrice: number;
  /** In units of the coin, positive. */
  readonly quantity: number;
  /** Wallet balance set aside for the position, in money; of a cross position, the whole wallet. */
  readonly margin: number;
  readonly maintenanceMargin: number;
  /** Maintenance amount of the tier ("cum"), in money. */
  readonly maintenanceAmount?: number;
  readonly takerFee?: number;
  /** Cross margin: the wallet's other positions, at their present prices, in money. */
  readonly others?: OtherPositions;
}

/** What other positions do to the wallet that they share: their margin is not there, their profit is. */
export interface OtherPositions {
  readonly maintenance: number;
  /** Negative: a loss. */
  readonly unrealisedProfit: number;
}

/** The money that stands behind a position before it has gained or lost anything. */
const backing = ({ margin, others }: Pick<IsolatedPosition, 'margin' | 'others'>): number =>
  margin - (others?.maintenance ?? 0) + (others?.unrealisedProfit ?? 0);

/**
 * Liquidation price of a linear contract as three venues publish it: they differ in what the maintenance is charged on,
 * and in whether the closing fee counts. With `others` it is that of one position of a cross account, as long as the
 * others stay where they are; Binance writes - TMM + UPNL.
 *
 * - `binance`: (M + cum - side Q E) / (Q m - side Q): maintenance on the notional at the price of the check
 * - `gate` (and OKX): (E - side M / Q) / (1 - side (m + fee)): the same, closing fee added to the maintenance
 * - `bybit`: E (1 - side (1 / leverage - m)): maintenance on the entry notional
 *
 * Formulas as implemented by freqtrade (commit c9ae5e1, exchange/{binance,exchange,bybit}.py).
 */
export function liquidationPrice(venue: 'binance' | 'gate' | 'bybit', position: IsolatedPosition): number {
  const { side, entryPrice, quantity, maintenanceMargin } = position;
  const margin = backing(position);
  switch (venue) {
    case 'binance':
      return (
        (margin + (position.maintenanceAmount ?? 0) - side * quantity * entryPrice) /
        (quantity * maintenanceMargin - side * quantity)
      );
    case 'gate':
      return (entryPrice - (side * margin) / quantity) / (1 - side * (maintenanceMargin + (position.takerFee ?? 0)));
    case 'bybit':
      return entryPrice * (1 - side * (margin / (quantity * entryPrice) - maintenanceMargin));
  }
}

/**
 * Liquidation price under Binance's formula, with the tier taken where the price is met and not where the position was
 * opened: for a long the highest of the tiers' prices, for a short the lowest (see `tierLiquidationReturn`).
 *
 * Zero or less: no price liquidates it. Binance support b3c689c1f50a44cabb3a84e663b81d93, Leverage and Margin of USD-M
 * futures.
 */
export function tieredLiquidationPrice(
  { tiers }: Pick<MaintenanceTiers, 'tiers'>,
  position: Omit<IsolatedPosition, 'maintenanceMargin' | 'maintenanceAmount' | 'takerFee'>,
): number {
  const prices = tiers.map(({ maintenanceMargin, maintenanceAmount }) =>
    liquidationPrice('binance', { ...position, maintenanceMargin, maintenanceAmount }),
  );
  return position.side > 0 ? Math.max(...prices) : Math.min(...prices);
}
