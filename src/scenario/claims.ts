import type { Model } from '../engine/model.ts';
import { shown } from '../engine/options.ts';
import { type Claim, type Limit, measures } from '../result/claim.ts';
import { ClaimError, judgeOf, meant, problemOf } from '../result/claim-values.ts';
import { marketOutcomes, outcomesOf } from '../result/path-outcome.ts';
import { holdingColumns } from './columns.ts';
import { isPrintable } from './duels.ts';
import type { NamedHolding } from './setting.ts';

const MOST = 50;

/**
 * What a setting claims, each tried on a path on which nothing happens: what is misspelt is told before the run. What is wrong
 * goes to `problems`, one line each.
 */
export function settleClaims(
  given: unknown,
  holdings: readonly NamedHolding[],
  metrics: readonly Model<'metric'>[],
  problems: string[],
): Readonly<Record<string, Claim>> {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.push(`setting: claims must be an object { 'what is claimed': always(…) }; got ${shown(given)}`);
    return {};
  }
  const claims = given as Readonly<Record<string, Claim | undefined>>;
  const count = Object.keys(claims).length;
  if (count > MOST) problems.push(`setting: claims must be at most ${MOST}; got ${count}`);
  for (const [name, claim] of Object.entries(claims)) {
    if (!isPrintable(name)) {
      problems.push(`setting: a claim must be said in 1 to 100 printable characters; got ${shown(name)}`);
    }
    const stated = problemsOf(claim);
    const found = stated.length > 0 ? stated : problemsOnTrial(claim!, holdings, metrics);
    for (const problem of found) problems.push(`claims: ${JSON.stringify(name)}: ${problem}`);
  }
  return given as Readonly<Record<string, Claim>>;
}

function problemsOf(claim: Claim | undefined): readonly string[] {
  if (claim?.kind === 'always' && typeof claim.holds === 'function') return [];
  if (claim?.kind === 'probability' && typeof claim.event === 'function') {
    const { limit } = claim;
    const problems = limitProblems(limit);
    const value = limit?.below ?? limit?.above ?? 0;
    if (problems.length === 0 && !(value >= 0 && value <= 1))
      return [`its limit must be a share from 0 to 1; got ${value}`];
    return problems;
  }
  if (claim?.kind !== 'quantile' && claim?.kind !== 'mean') {
    return [`must be made by always, probability, quantile or mean; got ${shown(claim)}`];
  }
  const problems = [...limitProblems(claim.limit)];
  if (claim.kind === 'quantile' && !(claim.height > 0 && claim.height < 1)) {
    problems.push(`height must be between 0 and 1, 0.5 for the median; got ${shown(claim.height)}`);
  }
  if (typeof claim.of !== 'string' && typeof claim.of !== 'function') {
    problems.push(
      `must be of a holding, or of a number of a path, ({ token }) => token.finalValue; got ${shown(claim.of)}`,
    );
  }
  if (!measures.includes(claim.measure)) {
    const hint = meant(String(claim.measure), measures) || `; the measures are ${measures.join(', ')}`;
    problems.push(`there is no measure ${shown(claim.measure)}${hint}`);
  }
  return problems;
}

function limitProblems(limit: Limit | undefined): readonly string[] {
  const { below, above } = limit ?? {};
  const isOne = (below === undefined) !== (above === undefined) && Number.isFinite(below ?? above);
  return isOne ? [] : [`needs one limit, { below: 0.3 } or { above: 0.3 }; got ${shown(limit)}`];
}

/** Of a path on which money stays what it was, and nothing else happens. */
function problemsOnTrial(
  claim: Claim,
  holdings: readonly NamedHolding[],
  metrics: readonly Model<'metric'>[],
): readonly string[] {
  const zeros = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, new Float64Array(1)]));
  const never = { ruinDays: NEVER, liquidationDays: NEVER, stopDays: NEVER };
  const outcomes = holdings.map(({ name, model }) => {
    const columns = { ...zeros(holdingColumns(model, metrics)), ...never, finalValue: Float64Array.of(1) };
    return [name, outcomesOf({ columns })] as const;
  });
  const results = metrics.filter(({ observes }) => observes === 'market').flatMap((metric) => metric.results);
  const market = marketOutcomes({ market: zeros(results), scenario: { clock: { days: 1 } } });
  try {
    const given = judgeOf(claim, outcomes, market).judge(0);
    // A number that is none here may be one where something happens.
    const problem = Number.isNaN(given) ? null : problemOf(claim, given);
    return problem === null ? [] : [problem];
  } catch (thrown) {
    if (!(thrown instanceof ClaimError)) throw thrown;
    return [thrown.message];
  }
}

const NEVER = Float64Array.of(-1);
