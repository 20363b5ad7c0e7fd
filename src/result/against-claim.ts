import { beyond } from './beyond.ts';
import type { Claim } from './claim.ts';
import { type ClaimedRun, claimValues } from './claim-values.ts';
import type { Column } from './run-result.ts';

/**
 * How far each path speaks against a claim, above 0 where it does: where `always` is not so, an event whose chance is to be low
 * comes about or one whose chance is to be high does not, and a number is on the other side of its limit by more than
 * rounding, in its own units. A figure that is not a number on a path does not speak against it there.
 *
 * @throws ClaimError, and what its author throws
 */
export function marginsAgainst(result: ClaimedRun, claim: Claim): Column {
  const { values } = claimValues(result, withoutNaN(claim));
  if (claim.kind === 'always') return values.map((holds) => (holds === 1 ? -1 : 1));
  const { below, above } = claim.limit;
  if (claim.kind === 'probability')
    return values.map((happens) => ((happens === 1) === (below !== undefined) ? 1 : -1));
  return values.map((value) => (below === undefined ? beyond(above, value) : beyond(value, below)));
}

/** The same claim, with a figure that bears it out wherever it is NaN: one path of a search must not end it. */
function withoutNaN(claim: Claim): Claim {
  if (claim.kind === 'always' || claim.kind === 'probability' || typeof claim.of === 'string') return claim;
  const { of, limit } = claim;
  const far = limit.below === undefined ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return {
    ...claim,
    of: (paths, market) => {
      const figure = of(paths, market);
      return Number.isNaN(figure) ? far : figure;
    },
  };
}
