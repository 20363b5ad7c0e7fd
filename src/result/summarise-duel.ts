import { duelScores, estimateOfScores } from '../statistics/duel-scores.ts';
import { explainedByQuintile } from '../statistics/explained-by-quintile.ts';
import { firstOrderDominance } from '../statistics/first-order-dominance.ts';
import type { PairedColumns } from '../statistics/paired-columns.ts';
import { pooledLogGap } from '../statistics/pooled-log-gap.ts';
import { pooledShortfall } from '../statistics/pooled-shortfall.ts';
import { marketFeatures } from './market-features.ts';
import type { Column, DuelDescription, RunResult } from './run-result.ts';
import { finiteOrNull, intervalOrNull, summariseEstimate, summariseProbability } from './summarise-column.ts';
import { finalValueOf } from './summarise-holding.ts';
import type { DecidingFeature, DuelSummary } from './summary.ts';

/** A fifth of fewer paths says nothing about who wins there. */
const FEWEST_PATHS = 100;

/** Every duel that the scenario names, in declared order. @throws {Error} where a pair names no holding of the run */
export function summariseDuels(result: RunResult, duels: readonly DuelDescription[]): Record<string, DuelSummary> {
  // Without a prototype: a duel may be called `__proto__`.
  const named: Record<string, DuelSummary> = Object.create(null);
  const features = marketFeatures(result);
  for (const duel of duels) named[duel.name] = summariseDuel(result, duel, features);
  return named;
}

function summariseDuel(
  result: RunResult,
  { name, on, pairs, weights, sides }: DuelDescription,
  features: ReturnType<typeof marketFeatures>,
): DuelSummary {
  const valuesOf = (wanted: string): Column => {
    const found = result.holdings.find(({ description }) => description.name === wanted);
    if (!found) throw new Error(`summarise: the duel "${name}" names "${wanted}", which the run does not hold`);
    return finalValueOf(found);
  };
  // Features are those of the first coin.
  const marketOf = (wanted: string) => result.scenario.holdings.find((each) => each.name === wanted)?.market;
  const isElsewhere = pairs.some(([first, second]) => marketOf(first) !== undefined && marketOf(second) !== undefined);
  const columns: PairedColumns = {
    firsts: pairs.map(([first]) => valuesOf(first)),
    seconds: pairs.map(([, second]) => valuesOf(second)),
    weights,
  };
  const scores = duelScores(columns);
  const gap = pooledLogGap(columns);
  const shortfall = (side: readonly Column[]) => summariseEstimate(pooledShortfall(side, weights, 0.05));
  return {
    on,
    pairs,
    weights,
    sides,
    probabilityFirstBeats: summariseProbability(estimateOfScores(scores, weights)),
    medianLogGap: { value: finiteOrNull(gap.value), interval: intervalOrNull(gap.interval), paths: gap.paths },
    expectedShortfall05: { first: shortfall(columns.firsts), second: shortfall(columns.seconds) },
    dominance: firstOrderDominance(columns),
    deciding: scores.length < FEWEST_PATHS || isElsewhere ? [] : rankedFeatures(scores, features),
  };
}

/** What explains more comes first; what explains as much, in declared order. */
function rankedFeatures(scores: Column, features: ReturnType<typeof marketFeatures>): readonly DecidingFeature[] {
  return features
    .map(([feature, column]): DecidingFeature => {
      const { share, quintiles } = explainedByQuintile(scores, column);
      return {
        feature,
        explained: finiteOrNull(share),
        byQuintile: quintiles.map(({ from, to, paths, mean, standardError }) => ({
          from: finiteOrNull(from),
          to: finiteOrNull(to),
          paths,
          probabilityFirstBeats: finiteOrNull(mean),
          standardError: finiteOrNull(standardError),
        })),
      };
    })
    .sort((a, b) => (b.explained ?? -1) - (a.explained ?? -1));
}
