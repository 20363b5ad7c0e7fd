import type { Claim } from './claim.ts';
import { type ClaimedRun, claimValues } from './claim-values.ts';
import type { Column } from './run-result.ts';

/**
 * How far each path speaks against a claim, above 0 where it does: where `always` is not so, an event whose chance is to be low
 * comes about or one whose chance is to be high does not, and a number is on the other side of its limit, in its own units.
 *
 * @throws ClaimError, and what its author throws
 */
export function marginsAgainst(result: ClaimedRun, claim: Claim): Column {
  const { values } = claimValues(result, claim);
  if (claim.kind === 'always') return values.map((holds) => (holds === 1 ? -1 : 1));
  const { below, above } = claim.limit;
  if (claim.kind === 'probability')
    return values.map((happens) => ((happens === 1) === (below !== undefined) ? 1 : -1));
  return values.map((value) => (below === undefined ? above - value : value - below));
}
