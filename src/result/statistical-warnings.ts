import { PATHS_PER_SQUARED_SKEWNESS } from '../statistics/mean-is-resolved.ts';
import { countInWords, percentInWords } from './in-words.ts';
import type { Column, HoldingResult, RunResult } from './run-result.ts';
import { accountPathsOf, finalValueOf } from './summarise-holding.ts';
import type { HoldingSummary } from './summary.ts';

/** Mean share of steps without dealing, from which on there is as good as none. */
const SHUT = 0.999;

/**
 * What a reader must know before trusting the figures, in full sentences: means that rest on few paths, too few paths,
 * values that are not finite, and paths that a logarithm had to leave out.
 *
 * `summaries` in the order of `result.holdings`.
 */
export function statisticalWarnings(result: RunResult, summaries: readonly HoldingSummary[]): readonly string[] {
  const warnings: (string | null)[] = [];
  for (const [i, holding] of result.holdings.entries()) {
    warnings.push(unresolvedMean(holding, summaries[i] as HoldingSummary));
  }
  for (const [i, holding] of result.holdings.entries()) {
    warnings.push(neverLetOut(holding, summaries[i] as HoldingSummary));
  }
  warnings.push(tooFewPaths(result.paths));
  warnings.push(fewerAccounts(result));
  warnings.push(...notFinite('the market', result.market));
  for (const holding of result.holdings) {
    warnings.push(...notFinite(nameOf(holding), holding.columns, finalValueOf(holding)));
  }
  for (const holding of result.holdings) warnings.push(endsAtZero(holding));
  return warnings.filter((warning) => warning !== null);
}

/** In quotes, and on one line whatever the author put into the name. */
function nameOf(holding: HoldingResult): string {
  return JSON.stringify(holding.description.name);
}

function unresolvedMean(holding: HoldingResult, { finalValue }: HoldingSummary): string | null {
  if (finalValue.meanIsResolved || finalValue.skewness === null || finalValue.topOnePercentShare === null) return null;
  const paths = countInWords(finalValueOf(holding).length);
  const needed = countInWords(PATHS_PER_SQUARED_SKEWNESS * finalValue.skewness * finalValue.skewness);
  const share = percentInWords(finalValue.topOnePercentShare);
  return `The mean final value of ${nameOf(holding)} rests on few paths: N = ${paths} is below ${PATHS_PER_SQUARED_SKEWNESS}·skewness² = ${needed}, and its best 1 % of paths hold ${share} of the total. Read the median.`;
}

/** A door that is shut in every step says something about the steps, not about the door. */
function neverLetOut(holding: HoldingResult, { blockedShare }: HoldingSummary): string | null {
  if (blockedShare.mean === null || blockedShare.mean < SHUT) return null;
  return `${nameOf(holding)} could deal in almost no step: its issuer rebalances in every one in which it would deal. Take a shorter step, or another window.`;
}

function tooFewPaths(paths: number): string | null {
  if (paths === 0) return 'No path was completed: every figure is null.';
  if (paths === 1)
    return 'There is only one path: standard deviations, standard errors and intervals of medians are null.';
  const shortfall = 'the standard error of the expected shortfall needs 40';
  if (paths < 6) {
    return `There are only ${paths} paths: the 95 % interval of a median needs 6 and ${shortfall}; both are null.`;
  }
  if (paths < 40) return `There are only ${paths} paths: ${shortfall} and is null.`;
  return null;
}

function fewerAccounts(result: RunResult): string | null {
  const kept = Math.min(result.paths, ...result.holdings.map(accountPathsOf));
  if (kept === result.paths) return null;
  return `Accounts were kept for the first ${countInWords(kept)} of ${countInWords(result.paths)} paths: the means of books and of the attribution, its total too, are over those. Books were checked on every path.`;
}

/** Log accounts count on the paths that end above zero only: elsewhere they have no meaning. */
function notFinite(
  owner: string,
  columns: Readonly<Record<string, Column>>,
  finalValue: Column | null = null,
): readonly string[] {
  return Object.entries(columns).flatMap(([name, column]) => {
    const judge = name.startsWith('log/') ? finalValue : null;
    let lost = 0;
    let paths = 0;
    for (let path = 0; path < column.length; path++) {
      if (judge !== null && !((judge[path] as number) > 0)) continue;
      paths++;
      if (!Number.isFinite(column[path])) lost++;
    }
    if (lost === 0) return [];
    const where = `${countInWords(lost)} of ${countInWords(paths)} paths`;
    return [`The column "${name}" of ${owner} is not finite on ${where}: figures that need those are null.`];
  });
}

function endsAtZero(holding: HoldingResult): string | null {
  const finalValue = finalValueOf(holding);
  const name = nameOf(holding);
  let zeros = 0;
  for (const value of finalValue) if (value <= 0) zeros++;
  if (zeros === 0) return null;
  const all = countInWords(finalValue.length);
  if (zeros === finalValue.length) {
    return `${name} ends at zero on every path (${all}): its log growth, its attribution and the share of its best paths are null.`;
  }
  const rest = countInWords(finalValue.length - zeros);
  const others =
    accountPathsOf(holding) < finalValue.length
      ? `its log growth is over the other ${rest}, its attribution over those of them whose accounts were kept`
      : `its log growth and its attribution are over the other ${rest}`;
  return `${name} ends at zero on ${countInWords(zeros)} of ${all} paths: ${others}.`;
}
