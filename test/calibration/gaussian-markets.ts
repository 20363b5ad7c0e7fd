import type { MarketRecord } from '../../src/calibration/market-statistics.ts';
import { gbmModel } from '../../src/calibration/models/gbm.ts';
import { randomOf } from '../../src/calibration/shocks.ts';

/** Markets of independent normal returns a day, without funding. */
export const gaussianMarkets = (count: number, days: number, seed: string, sd = 0.04): readonly MarketRecord[] =>
  Array.from({ length: count }, (_, market) => ({
    stepDays: 1,
    returns: gbmModel.simulate([0, sd], days, randomOf(seed, market), 1),
    funding: null,
  }));
