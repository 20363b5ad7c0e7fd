import type { HoldingResult, RunResult } from './run-result.ts';
import { finiteOrNull } from './summarise-column.ts';
import { finalValueOf } from './summarise-holding.ts';
import type { WorstPath } from './summary.ts';
import { lowestPaths } from './telling-paths.ts';

const DAYS_PER_YEAR = 365;
const MOST = 5;

/** The paths on which a holding ends lowest, with what the market was like there. */
export function summariseWorstPaths({ market, scenario }: RunResult, holding: HoldingResult): readonly WorstPath[] {
  const years = scenario.clock.days / DAYS_PER_YEAR;
  const finalValue = finalValueOf(holding);
  const at = (column: Float64Array | undefined, path: number, of = (value: number) => value) =>
    column === undefined ? null : finiteOrNull(of(column[path]!));
  return lowestPaths(finalValue, MOST).map((path) => ({
    path,
    finalValue: finiteOrNull(finalValue[path]!),
    maxDrawdown: at(holding.columns.maxDrawdown, path),
    coinEndsAt: at(market.spotReturn, path, (spotReturn) => 1 + spotReturn),
    realisedVolatilityPerYear: at(market.sumSquaredLogReturn, path, (sum) => Math.sqrt(sum / years)),
  }));
}
