import type { MaintenanceTiers } from './contracts.ts';

const asOf = '2024-10';
const source =
  'freqtrade (commit c9ae5e1, exchange/binance_leverage_tiers.json): brackets of the venue’s own interface';

/** The first five brackets of both contracts are the same. */
const lowest = [
  { fromNotional: 0, maintenanceMargin: 0.004, maintenanceAmount: 0, mostLeverage: 125 },
  { fromNotional: 50_000, maintenanceMargin: 0.005, maintenanceAmount: 50, mostLeverage: 100 },
  { fromNotional: 600_000, maintenanceMargin: 0.0065, maintenanceAmount: 950, mostLeverage: 75 },
  { fromNotional: 3_000_000, maintenanceMargin: 0.01, maintenanceAmount: 11_450, mostLeverage: 50 },
  { fromNotional: 12_000_000, maintenanceMargin: 0.02, maintenanceAmount: 131_450, mostLeverage: 25 },
] as const;

/** Binance, USD-margined perpetual BTCUSDT; notional in USDT. */
export const binanceBtcusdt: MaintenanceTiers = {
  asOf,
  source,
  mostNotional: 1_800_000_000,
  tiers: [
    ...lowest,
    { fromNotional: 70_000_000, maintenanceMargin: 0.025, maintenanceAmount: 481_450, mostLeverage: 20 },
    { fromNotional: 100_000_000, maintenanceMargin: 0.05, maintenanceAmount: 2_981_450, mostLeverage: 10 },
    { fromNotional: 230_000_000, maintenanceMargin: 0.1, maintenanceAmount: 14_481_450, mostLeverage: 5 },
    { fromNotional: 480_000_000, maintenanceMargin: 0.125, maintenanceAmount: 26_481_450, mostLeverage: 4 },
    { fromNotional: 600_000_000, maintenanceMargin: 0.15, maintenanceAmount: 41_481_450, mostLeverage: 3 },
    { fromNotional: 800_000_000, maintenanceMargin: 0.25, maintenanceAmount: 121_481_450, mostLeverage: 2 },
    { fromNotional: 1_200_000_000, maintenanceMargin: 0.5, maintenanceAmount: 421_481_450, mostLeverage: 1 },
  ],
};

/** Binance, USD-margined perpetual ETHUSDT; notional in USDT. */
export const binanceEthusdt: MaintenanceTiers = {
  asOf,
  source,
  mostNotional: 1_200_000_000,
  tiers: [
    ...lowest,
    { fromNotional: 50_000_000, maintenanceMargin: 0.025, maintenanceAmount: 381_450, mostLeverage: 20 },
    { fromNotional: 65_000_000, maintenanceMargin: 0.05, maintenanceAmount: 2_006_450, mostLeverage: 10 },
    { fromNotional: 150_000_000, maintenanceMargin: 0.1, maintenanceAmount: 9_506_450, mostLeverage: 5 },
    { fromNotional: 320_000_000, maintenanceMargin: 0.125, maintenanceAmount: 17_506_450, mostLeverage: 4 },
    { fromNotional: 400_000_000, maintenanceMargin: 0.15, maintenanceAmount: 27_506_450, mostLeverage: 3 },
    { fromNotional: 530_000_000, maintenanceMargin: 0.25, maintenanceAmount: 80_506_450, mostLeverage: 2 },
    { fromNotional: 800_000_000, maintenanceMargin: 0.5, maintenanceAmount: 280_506_450, mostLeverage: 1 },
  ],
};
