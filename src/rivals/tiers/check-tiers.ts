import type { MaintenanceTier, MaintenanceTiers } from './contracts.ts';

/**
 * The amount a tier must carry so that the margin does not jump where it begins:
 *
 *   amount[n] = amount[n-1] + from[n] (rate[n] - rate[n-1])
 */
export const continuousAmount = (
  before: Pick<MaintenanceTier, 'maintenanceMargin' | 'maintenanceAmount'>,
  tier: Pick<MaintenanceTier, 'fromNotional' | 'maintenanceMargin'>,
): number => before.maintenanceAmount + tier.fromNotional * (tier.maintenanceMargin - before.maintenanceMargin);

/** What keeps a table from being a maintenance margin: one line a problem; none where it is one. */
export function tierProblems({ tiers, mostNotional }: MaintenanceTiers): readonly string[] {
  const problems: string[] = [];
  const [first] = tiers;
  if (first === undefined) return ['tiers must have at least one entry; got none'];
  if (first.fromNotional !== 0) {
    problems.push(`tiers must begin at 0, or small positions have no margin; got ${first.fromNotional}`);
  }
  if (first.maintenanceAmount !== 0) {
    problems.push(`the first tier must take off nothing; got an amount of ${first.maintenanceAmount}`);
  }
  tiers.forEach((tier, n) => {
    const { fromNotional, maintenanceMargin, maintenanceAmount } = tier;
    if (!(maintenanceMargin >= 0 && maintenanceMargin < 1)) {
      problems.push(`maintenanceMargin must be from 0 to below 1; got ${maintenanceMargin} from ${fromNotional}`);
    }
    const before = tiers[n - 1];
    if (before === undefined) return;
    if (!(fromNotional > before.fromNotional)) {
      problems.push(`tiers must ascend in notional; got ${fromNotional} after ${before.fromNotional}`);
    }
    if (!(maintenanceMargin > before.maintenanceMargin)) {
      problems.push(
        `maintenanceMargin must rise from tier to tier; got ${maintenanceMargin} after ${before.maintenanceMargin}`,
      );
    }
    if (!(tier.mostLeverage < before.mostLeverage)) {
      problems.push(`mostLeverage must fall from tier to tier; got ${tier.mostLeverage} after ${before.mostLeverage}`);
    }
    const wanted = continuousAmount(before, tier);
    if (!(Math.abs(maintenanceAmount - wanted) <= 1e-9 * (1 + Math.abs(wanted)))) {
      problems.push(
        `maintenanceAmount must be ${wanted} from ${fromNotional}, or the margin has a gap there; got ${maintenanceAmount}`,
      );
    }
  });
  const last = tiers.at(-1)!;
  if (!(mostNotional > last.fromNotional)) {
    problems.push(`mostNotional must lie beyond the last tier, ${last.fromNotional}; got ${mostNotional}`);
  }
  return problems;
}
