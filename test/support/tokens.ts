import fc from 'fast-check';
import type { Model } from '../../src/engine/model.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { band } from '../../src/tokens/rebalance/band.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { dailyWithEmergency } from '../../src/tokens/rebalance/daily-with-emergency.ts';
import { every } from '../../src/tokens/rebalance/every.ts';
import { fees, leverages } from './arbitraries.ts';

export interface Costs {
  readonly tradingFee?: number;
  readonly managementPerDay?: number;
  readonly subscriptionFee?: number;
  readonly redemptionFee?: number;
}

const free: Costs = { tradingFee: 0, managementPerDay: 0, subscriptionFee: 0, redemptionFee: 0 };

/** A token that costs nothing but what is named; re-levered at the end of every day unless a rule is given. */
export function token(leverage: number, costs: Costs = {}, rebalance: Model<'rule'> = daily()): Model<'holding'> {
  return leveragedToken({ leverage, rebalance, ...free, ...costs });
}

/** A token that never trades. */
export const untouched = (leverage: number, costs: Costs = {}) => token(leverage, costs, every({ hours: 876_000 }));

export const costs = fc.record({
  tradingFee: fees,
  managementPerDay: fees,
  subscriptionFee: fees,
  redemptionFee: fees,
});

const ruleOf = (leverage: number) =>
  fc.constantFrom<() => Model<'rule'>>(
    () => daily(),
    () => every({ hours: 72 }),
    () => every({ hours: 876_000 }),
    () => band({ low: 0.5 * Math.abs(leverage), high: 1.4 * Math.abs(leverage) + 0.01 }),
    () => dailyWithEmergency({ timeOfDay: '12:00', emergencyMultiple: 4 / 3 }),
  );

/** Any token: leverage, costs and rule together. */
export const tokens = fc
  .tuple(leverages, costs)
  .chain(([leverage, given]) =>
    ruleOf(leverage).map((rule) => ({ leverage, costs: given, holding: token(leverage, given, rule()) })),
  );
