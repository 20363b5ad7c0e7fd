import { nearestName } from '../text/nearest-name.ts';
import type { Claim } from './claim.ts';
import type { FeaturedRun } from './market-features.ts';
import type { MarketOutcome, PathOutcome, PathOutcomes } from './path-outcome.ts';
import { marketOutcomes, outcomesOf } from './path-outcome.ts';
import type { Column, HoldingResult } from './run-result.ts';

/** A mistake in the text of a claim: the author's. */
export class ClaimError extends Error {
  override readonly name = 'ClaimError';
}

/** As much of a run as claims look at. */
export interface ClaimedRun extends FeaturedRun {
  readonly paths: number;
  readonly holdings: readonly {
    readonly description: { readonly name: string };
    readonly columns: HoldingResult['columns'];
  }[];
}

export interface ClaimValues {
  /** Of each path: 1 or 0, as it is so or not, or the number that is claimed of it. */
  readonly values: Column;
  /** The first holding that the claim looked at; null where it looked at none. */
  readonly read: string | null;
}

/** What a claim says of every path. @throws ClaimError, and what its author throws */
export function claimValues(result: ClaimedRun, claim: Claim): ClaimValues {
  const holdings = result.holdings.map((each) => [each.description.name, outcomesOf(each)] as const);
  const { judge, firstRead } = judgeOf(claim, holdings, marketOutcomes(result));
  const values = new Float64Array(result.paths);
  for (let path = 0; path < result.paths; path++) {
    const given = judge(path);
    const problem = problemOf(claim, given);
    if (problem !== null) throw new ClaimError(`${problem} on path ${path}`);
    values[path] = Number(given);
  }
  return { values, read: firstRead() };
}

interface Judge {
  /** Whatever the author's code says of a path. @throws ClaimError where it asks for what there is not */
  readonly judge: (path: number) => unknown;
  readonly firstRead: () => string | null;
}

type NamedOutcomes = readonly (readonly [holding: string, outcomeAt: (path: number) => PathOutcome])[];

/** A claim, ready to look at paths: at as many holdings of each as it asks for. */
export function judgeOf(claim: Claim, holdings: NamedOutcomes, marketAt: (path: number) => MarketOutcome): Judge {
  let here = 0;
  let read: string | null = null;
  // Without a prototype: a holding may be called `__proto__`.
  const named: Record<string, PathOutcome> = Object.create(null);
  for (const [name, outcomeAt] of holdings) {
    const get = () => {
      read ??= name;
      return guarded(outcomeAt(here), JSON.stringify(name));
    };
    Object.defineProperty(named, name, { enumerable: true, get });
  }
  const paths = refusing(named, (name, known) => `there is no holding ${JSON.stringify(name)}${meant(name, known)}`);
  const code = codeOf(claim);
  return {
    judge: (path) => {
      here = path;
      return code(paths, guarded(marketAt(path), 'the market'));
    },
    firstRead: () => read,
  };
}

function codeOf(claim: Claim): (paths: PathOutcomes, market: MarketOutcome) => unknown {
  if (claim.kind === 'always') return claim.holds;
  if (claim.kind === 'probability') return claim.event;
  const { of, measure } = claim;
  return typeof of === 'function' ? of : (paths) => paths[of]![measure];
}

/** What is wrong with what a claim says of a path, or null. */
export function problemOf({ kind }: Claim, given: unknown): string | null {
  const isTruth = kind === 'always' || kind === 'probability';
  const wanted = isTruth ? 'must answer true or false' : 'must give a number';
  if (typeof given === 'object' && typeof (given as Partial<PromiseLike<unknown>> | null)?.then === 'function') {
    (given as PromiseLike<unknown>).then(undefined, () => {}); // what it would have failed with is not the problem
    return `${wanted}, and not be async; got a promise`;
  }
  const isRight = isTruth ? typeof given === 'boolean' : typeof given === 'number' && !Number.isNaN(given);
  return isRight ? null : `${wanted}; got ${typeof given === 'object' && given !== null ? 'an object' : String(given)}`;
}

/** An outcome with no other names than its own: a misspelt one would be undefined, and a claim upheld in silence. */
function guarded<T extends object>(outcome: T, owner: string): T {
  return refusing(
    outcome,
    (name, known) => `${owner} has no ${JSON.stringify(name)}${meant(name, known) || `; it has ${known.join(', ')}`}`,
    (name, value) => (name === 'metrics' ? guarded(value as object, `${owner}: metrics`) : value),
  );
}

function refusing<T extends object>(
  record: T,
  unknown: (name: string, known: readonly string[]) => string,
  seen: (name: string, value: unknown) => unknown = (_, value) => value,
): T {
  return new Proxy(record, {
    get: (target, name) => {
      if (typeof name === 'symbol') return Reflect.get(target, name);
      if (!Object.hasOwn(target, name)) throw new ClaimError(unknown(name, Object.keys(target)));
      return seen(name, Reflect.get(target, name));
    },
  });
}

/** `; did you mean "token"?`, or nothing. */
export function meant(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
}
