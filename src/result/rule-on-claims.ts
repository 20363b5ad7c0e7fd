import { type Claim, describeClaim } from './claim.ts';
import { ClaimError, claimValues } from './claim-values.ts';
import { overlapOf } from './overlap.ts';
import { rulingOn } from './ruling.ts';
import type { RunResult } from './run-result.ts';
import type { ClaimSummary } from './summary.ts';

export interface RuledClaims {
  /** Of those that can be ruled on, in declared order. */
  readonly claims: readonly ClaimSummary[];
  /** Why the others cannot, a line each. */
  readonly problems: readonly string[];
}

/**
 * Rules on each claim of a scenario: it holds, it fails, or the paths cannot tell. Every ruling stands alone, at 95 %. A claim whose
 * code throws costs its own ruling and no other.
 */
export function ruleOnClaims(result: RunResult, claims: Readonly<Record<string, Claim>>): RuledClaims {
  const { clock, paths } = result.scenario;
  const run = { overlap: overlapOf(result), isRecordedPath: clock.kind === 'recorded' && paths === 1 };
  const ruled: ClaimSummary[] = [];
  const problems: string[] = [];
  for (const [name, claim] of Object.entries(claims)) {
    try {
      const { values, read } = claimValues(result, claim);
      const finalValue = result.holdings.find(({ description }) => description.name === read)?.columns.finalValue;
      const ruling = rulingOn(claim, { ...run, values, finalValue: finalValue ?? null });
      ruled.push({ ...describeClaim(name, claim), ...ruling });
    } catch (thrown) {
      const message = thrown instanceof ClaimError ? thrown.message : `threw ${String(thrown)}`;
      problems.push(`claims: ${JSON.stringify(name)}: ${message}`);
    }
  }
  return { claims: ruled, problems };
}
