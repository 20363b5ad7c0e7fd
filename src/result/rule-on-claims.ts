import { probability } from '../statistics/probability.ts';
import { quantileInterval } from '../statistics/quantile-interval.ts';
import { quantileSorted } from '../statistics/quantile-sorted.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { Claim, Limit, Predicate } from './claim.ts';
import { outcomeOf, type PathOutcome, type PathOutcomes } from './path-outcome.ts';
import type { RunResult } from './run-result.ts';
import { finiteOrNull, intervalOrNull } from './summarise-column.ts';
import type { ClaimSummary } from './summary.ts';

/** A mistake in the text of a claim: the author's. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

/** What remains open when nothing was found to the contrary. */
const DOUBT = 0.05;

/**
 * Rules on each claim of a scenario: it holds, it fails, or the paths cannot tell. Every ruling stands alone, at 95 %.
 *
 * @throws ClaimError with the name of the claim, and what its author throws
 */
export function ruleOnClaims(result: RunResult, claims: Readonly<Record<string, Claim>>): readonly ClaimSummary[] {
  return Object.entries(claims).map(([name, claim]) => {
    try {
      return { claim: name, ...rule(result, claim) };
    } catch (thrown) {
      throw new ClaimError(`claims: ${JSON.stringify(name)}: ${(thrown as Error).message}`);
    }
  });
}

type Ruling = Omit<ClaimSummary, 'claim'>;

function rule(result: RunResult, claim: Claim): Ruling {
  if (claim.kind === 'quantile') return ruleOnQuantile(result, claim);
  const isAlways = claim.kind === 'always';
  const { hits, read } = asked(result, isAlways ? claim.holds : claim.event);
  // The worst path is one on which the claim is not so, or the event is.
  const bad = hits.map((isHit, path) => (isHit === isAlways ? -1 : path)).filter((path) => path >= 0);
  const count = isAlways ? bad.length : hits.filter((isHit) => isHit).length;
  const { value, interval } = probability(count, result.paths, overlapOf(result));
  const worstPath = worstOf(result, bad, read);
  const shared = { value: finiteOrNull(value), interval: intervalOrNull(interval), worstPath };
  if (!isAlways) return { kind: claim.kind, limit: claim.limit, ruling: ruled(interval, claim.limit), ...shared };
  if (count > 0) return { kind: claim.kind, limit: null, ruling: 'fails', ...shared };
  // So many paths without one exception: with 95 % confidence exceptions are rarer than that (Clopper & Pearson 1934).
  const rarest = 1 - DOUBT ** (overlapOf(result) / result.paths);
  return { kind: claim.kind, limit: null, ruling: 'holds', ...shared, interval: [0, rarest] };
}

function ruleOnQuantile(result: RunResult, claim: Claim & { readonly kind: 'quantile' }): Ruling {
  const { holding, height, measure, limit } = claim;
  const found = result.holdings.find(({ description }) => description.name === holding);
  if (found === undefined) throw new Error(unknown(holding, result));
  const column = found.columns[measure];
  if (column === undefined) throw new Error(`there is no outcome ${JSON.stringify(measure)}`);
  const sorted = column.toSorted();
  const interval = quantileInterval(sorted, height, overlapOf(result));
  return {
    kind: 'quantile',
    limit,
    ruling: ruled(interval, limit),
    value: finiteOrNull(quantileSorted(sorted, height)),
    interval: intervalOrNull(interval),
    worstPath: limit.above === undefined ? column.indexOf(sorted.at(-1)!) : column.indexOf(sorted[0]!),
  };
}

/** Where an end of the interval is not known it is not on the right side either. */
function ruled([low, high]: readonly [number, number], { below, above }: Limit): Ruling['ruling'] {
  const limit = (below ?? above)!;
  if (high < limit) return below === undefined ? 'fails' : 'holds';
  if (low > limit) return below === undefined ? 'holds' : 'fails';
  return 'cannot tell';
}

/** The predicate on every path, and the first holding that it looked at. */
function asked(result: RunResult, predicate: Predicate): { readonly hits: boolean[]; readonly read: string | null } {
  let read: string | null = null;
  const byName = new Map(result.holdings.map((holding) => [holding.description.name, holding]));
  let path = 0;
  // Outcomes are made when they are asked for: most claims are about one holding or two.
  const outcomes: PathOutcomes = new Proxy<Record<string, PathOutcome>>(
    {},
    {
      get: (_none, name) => {
        const holding = byName.get(String(name));
        if (holding === undefined) throw new Error(unknown(String(name), result));
        read ??= holding.description.name;
        return outcomeOf(holding, path);
      },
    },
  );
  const hits = Array.from({ length: result.paths }, () => {
    const hit: unknown = predicate(outcomes);
    if (typeof hit !== 'boolean') throw new Error(`must answer true or false; got ${String(hit)} on path ${path}`);
    path++;
    return hit;
  });
  return { hits, read };
}

function unknown(name: string, { holdings }: RunResult): string {
  const names = holdings.map(({ description }) => description.name);
  const meant = nearestName(name, names);
  return `there is no holding ${JSON.stringify(name)}${meant === undefined ? '' : `; did you mean ${JSON.stringify(meant)}?`}`;
}

/** Of these paths the one on which that holding ends lowest; null where there is none. */
function worstOf({ holdings }: RunResult, paths: readonly number[], read: string | null): number | null {
  const finalValue = holdings.find(({ description }) => description.name === read)?.columns.finalValue;
  if (paths.length === 0) return null;
  return paths.reduce((worst, path) => ((finalValue?.[path] ?? 0) < (finalValue?.[worst] ?? 0) ? path : worst));
}

/** How many paths tell as much as one that is independent. */
const overlapOf = ({ scenario: { windows } }: RunResult): number =>
  windows === undefined ? 1 : Math.max(1, windows.windows / windows.independent);
