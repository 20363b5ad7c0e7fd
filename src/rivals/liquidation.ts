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

/** The terms of a venue's published liquidation price; see `liquidationPrice`. */
export interface IsolatedPosition {
  /** 1 long, -1 short. */
  readonly side: 1 | -1;
  readonly entryPrice: number;
  /** In units of the coin, positive. */
  readonly quantity: number;
  /** Wallet balance set aside for the position, in money. */
  readonly margin: number;
  readonly maintenanceMargin: number;
  /** Maintenance amount of the tier ("cum"), in money. */
  readonly maintenanceAmount?: number;
  readonly takerFee?: number;
}

/**
 * Liquidation price of an isolated linear contract as three venues publish it: they differ in what the maintenance is
 * charged on, and in whether the closing fee counts.
 *
 * - `binance`: (M + cum - side Q E) / (Q m - side Q): maintenance on the notional at the price of the check
 * - `gate` (and OKX): (E - side M / Q) / (1 - side (m + fee)): the same, closing fee added to the maintenance
 * - `bybit`: E (1 - side (1 / leverage - m)): maintenance on the entry notional
 *
 * Formulas as implemented by freqtrade (commit c9ae5e1, exchange/{binance,exchange,bybit}.py).
 */
export function liquidationPrice(venue: 'binance' | 'gate' | 'bybit', position: IsolatedPosition): number {
  const { side, entryPrice, quantity, margin, maintenanceMargin } = position;
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
