import { binanceBtcusdt, binanceEthusdt } from './binance.ts';
import type { MaintenanceTier, MaintenanceTiers } from './contracts.ts';

/** Tables that options can name; a name ends with the month of its snapshot. */
export const NAMED_TIERS = {
  'binance BTCUSDT 2024-10': binanceBtcusdt,
  'binance ETHUSDT 2024-10': binanceEthusdt,
} as const satisfies Readonly<Record<string, MaintenanceTiers>>;

/** One rate for every size. */
export const flatTiers = (maintenanceMargin: number): MaintenanceTiers => ({
  asOf: 'never',
  source: 'one rate for every size',
  tiers: [{ fromNotional: 0, maintenanceMargin, maintenanceAmount: 0, mostLeverage: Number.POSITIVE_INFINITY }],
  mostNotional: Number.POSITIVE_INFINITY,
});

/** The tier that a position of this notional is in. */
export function tierOf({ tiers }: MaintenanceTiers, notional: number): MaintenanceTier {
  return tiers.findLast(({ fromNotional }) => fromNotional <= Math.abs(notional)) ?? tiers[0]!;
}

/** Maintenance margin of a position, in the venue's money: |notional| · rate - amount of the tier that holds it. */
export function maintenanceOf(table: MaintenanceTiers, notional: number): number {
  const { maintenanceMargin, maintenanceAmount } = tierOf(table, notional);
  return Math.abs(notional) * maintenanceMargin - maintenanceAmount;
}
