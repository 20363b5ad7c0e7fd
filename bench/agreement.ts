import type { RunResult } from '../src/result/run-result.ts';
import { mean } from '../src/statistics/mean.ts';
import type { PeerReport, Statistic } from './peer-report.ts';
import { compared } from './peer-report.ts';

/** Two means further apart than so many standard errors are not those of one law. */
export const MOST_STANDARD_ERRORS = 4.5;

export interface Agreement {
  readonly statistic: Statistic;
  readonly ours: number;
  readonly theirs: number;
  /** Distance in standard errors of the difference, beyond what rounding in print explains. */
  readonly z: number;
}

export function columnOf({ market, holdings }: RunResult, statistic: Statistic): Float64Array {
  const { column, of } = compared[statistic];
  return (of === 'market' ? market : holdings[0]!.columns)[column]!;
}

/** Ours against a peer's, statistic by statistic; a peer without a standard error is given ours, for its own paths. */
export function agreements(result: RunResult, peer: PeerReport, peerPaths: number): readonly Agreement[] {
  return (Object.keys(compared) as Statistic[]).map((statistic) => {
    const { value, standardError } = mean(columnOf(result, statistic));
    const printed = peer.statistics[statistic];
    const theirError = printed.standardError ?? standardError * Math.sqrt(result.paths / peerPaths);
    const beyond = Math.max(0, Math.abs(value - printed.mean) - printed.rounding);
    const z = beyond === 0 ? 0 : beyond / Math.hypot(standardError, theirError);
    return { statistic, ours: value, theirs: printed.mean, z };
  });
}
