import { shown } from '../engine/options.ts';
import type { Claim, Limit } from '../result/claim.ts';
import { nearestName } from '../text/nearest-name.ts';

const MOST = 50;

/** What a setting claims, checked as far as can be without running it. What is wrong goes to `problems`, one line each. */
export function settleClaims(
  given: unknown,
  holdings: readonly string[],
  problems: string[],
): Readonly<Record<string, Claim>> {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.push(`setting: claims must be an object { 'what is claimed': always(…) }; got ${shown(given)}`);
    return {};
  }
  const claims = given as Readonly<Record<string, Claim | undefined>>;
  if (Object.keys(claims).length > MOST) problems.push(`setting: claims must be at most ${MOST}`);
  for (const [name, claim] of Object.entries(claims)) {
    for (const problem of problemsOf(claim, holdings)) problems.push(`claims: ${JSON.stringify(name)}: ${problem}`);
  }
  return given as Readonly<Record<string, Claim>>;
}

function problemsOf(claim: Claim | undefined, holdings: readonly string[]): readonly string[] {
  if (claim?.kind === 'always' && typeof claim.holds === 'function') return [];
  if (claim?.kind === 'probability' && typeof claim.event === 'function') return limitProblems(claim.limit);
  if (claim?.kind !== 'quantile') {
    return [`must be made by always, probability or quantile; got ${shown(claim)}`];
  }
  const problems = [...limitProblems(claim.limit)];
  if (!(claim.height > 0 && claim.height < 1)) {
    problems.push(`height must be between 0 and 1, 0.5 for the median; got ${shown(claim.height)}`);
  }
  if (!holdings.includes(claim.holding)) {
    const meant = nearestName(String(claim.holding), holdings);
    problems.push(
      `there is no holding ${shown(claim.holding)}${meant === undefined ? '' : `; did you mean ${shown(meant)}?`}`,
    );
  }
  return problems;
}

function limitProblems(limit: Limit | undefined): readonly string[] {
  const { below, above } = limit ?? {};
  const isOne = (below === undefined) !== (above === undefined) && Number.isFinite(below ?? above);
  return isOne ? [] : [`needs one limit, { below: 0.3 } or { above: 0.3 }; got ${shown(limit)}`];
}
