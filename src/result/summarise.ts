import { STREAM_VERSION } from '../random/stream.ts';
import { marketFeatures } from './market-features.ts';
import { overlapOf } from './overlap.ts';
import type { Column, HoldingResult, RunResult } from './run-result.ts';
import { statisticalWarnings } from './statistical-warnings.ts';
import { columnOrZeros, summariseDistribution } from './summarise-column.ts';
import { summariseDuels } from './summarise-duel.ts';
import { accountPathsOf, finalValueOf, summariseHolding } from './summarise-holding.ts';
import { summariseOnTheWay } from './summarise-on-the-way.ts';
import { contestant, summarisePair } from './summarise-pair.ts';
import { summariseReality } from './summarise-reality.ts';
import { summariseSetting } from './summarise-setting.ts';
import { summariseWorstPaths } from './summarise-worst-paths.ts';
import type { HoldingSummary, PairSummary, RealitySummary, Summary } from './summary.ts';

const DAYS_PER_YEAR = 365;

/**
 * The figures of a finished run: what `summary.json` holds. A pure function of the result; the same bits on every machine.
 *
 * A column that a holding does not have counts as zeros, and what is not finite is null, with a warning. Holdings are
 * compared with the one named `spot`, or where there is none with the coin itself.
 *
 * @throws {Error} where a holding has no column `finalValue`.
 */
export function summarise(result: RunResult): Summary {
  const spotIn = spotsOf(result);
  const overlap = overlapOf(result);
  const features = new Map(marketFeatures(result));
  const summaries = result.holdings.map((holding) => ({
    ...summariseHolding(holding, spotIn(holding.description.market), overlap),
    onTheWay: summariseOnTheWay(result, holding, features),
    worstPaths: summariseWorstPaths(result, holding),
  }));
  const { pairs, warnings } = summarisePairs(result.holdings, overlap);
  const accountPaths = Math.min(result.paths, ...result.holdings.map(accountPathsOf));
  return {
    schema: 'decaylab/summary@1',
    scenario: result.scenario.name,
    question: result.scenario.question,
    seed: result.scenario.seed,
    stream: STREAM_VERSION,
    paths: result.paths,
    ...(result.isPartial ? { partial: true as const } : {}),
    ...(accountPaths < result.paths ? { accountPaths } : {}),
    digest: result.digest,
    setting: summariseSetting(result),
    market: summariseMarket(result, overlap),
    holdings: byName(result.holdings, summaries),
    pairs,
    ...(result.scenario.duels === undefined ? {} : { duels: summariseDuels(result, result.scenario.duels) }),
    ...(result.reality === undefined ? {} : { reality: realityByName(result.reality) }),
    warnings: [...new Set([...result.warnings, ...statisticalWarnings(result, summaries), ...warnings])],
  };
}

/**
 * Worth at the end of one unit of money put into the coin of a market: the first, or the one of that name. Of another coin than the
 * first it is known only where somebody holds it; elsewhere it is not a number, and nothing is compared with it.
 */
function spotsOf(result: RunResult): (market: string | undefined) => Column {
  const held = (is: (of: HoldingResult['description']) => boolean): Column | null => {
    const found = result.holdings.find(({ description }) => is(description));
    return found === undefined ? null : finalValueOf(found);
  };
  const first =
    held(({ name, market }) => name === 'spot' && market === undefined) ??
    columnOrZeros(result.market, 'spotReturn', result.paths).map((spotReturn) => 1 + spotReturn);
  return (market) =>
    market === undefined
      ? first
      : (held((of) => of.family === 'spot' && of.market === market) ?? first.map(() => Number.NaN));
}

function summariseMarket({ market, paths, scenario }: RunResult, overlap: number): Summary['market'] {
  const years = scenario.clock.days / DAYS_PER_YEAR;
  const column = (name: string) => columnOrZeros(market, name, paths);
  const distribution = (values: Column) => summariseDistribution(values, overlap);
  return {
    spotReturn: distribution(column('spotReturn')),
    realisedVolatilityPerYear: distribution(column('sumSquaredLogReturn').map((sum) => Math.sqrt(sum / years))),
    fundingPerYear: distribution(column('fundingSum').map((sum) => sum / years)),
    ...(market.priceDrawdown === undefined ? {} : { priceDrawdown: distribution(market.priceDrawdown) }),
    ...(market.priceBelowHighest === undefined ? {} : { priceBelowHighest: distribution(market.priceBelowHighest) }),
  };
}

/** Without a prototype, so that a holding may be called `__proto__`: an ordinary object would swallow it. */
function byName(holdings: readonly HoldingResult[], summaries: readonly HoldingSummary[]): Summary['holdings'] {
  const named: Record<string, HoldingSummary> = Object.create(null);
  for (const [i, { description }] of holdings.entries()) named[description.name] = summaries[i] as HoldingSummary;
  return named;
}

function realityByName(tracks: NonNullable<RunResult['reality']>): NonNullable<Summary['reality']> {
  const named: Record<string, RealitySummary> = Object.create(null);
  for (const track of tracks) named[track.realName] = summariseReality(track);
  return named;
}

/** Every pair once, in declared order. */
function summarisePairs(
  holdings: readonly HoldingResult[],
  overlap: number,
): { pairs: Summary['pairs']; warnings: readonly string[] } {
  const pairs: Record<string, PairSummary> = Object.create(null);
  const warnings: string[] = [];
  const contestants = holdings.map((holding) => contestant(finalValueOf(holding)));
  for (const [i, a] of holdings.entries()) {
    for (const [j, b] of holdings.entries()) {
      if (j <= i) continue;
      const name = `${a.description.name} vs ${b.description.name}`;
      if (name in pairs) {
        // "x" against "y vs z" and "x vs y" against "z" read the same.
        warnings.push(`Two pairs of holdings are both called ${JSON.stringify(name)}: only the first is compared.`);
      } else {
        pairs[name] = summarisePair(contestants[i]!, contestants[j]!, overlap);
      }
    }
  }
  return { pairs, warnings };
}
