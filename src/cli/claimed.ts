import { failureOf, RunFailure } from '../batch/failure.ts';
import type { SettledScenario } from '../batch/node/read-scenario.ts';
import type { RuledClaims } from '../result/rule-on-claims.ts';
import type { RunResult } from '../result/run-result.ts';
import type { Summary } from '../result/summary.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes, worst } from './exit-codes.ts';

/** When claims decide how a run ends: not at all, where one fails, or where one does not hold. */
export type ClaimsMatter = 'never' | 'when they fail' | 'unless they hold';

/** A summary with what the run says to its scenario's claims, or without it and why. */
export interface Claimed {
  readonly summary: Summary;
  readonly code: ExitCode;
  readonly complaint: string | null;
}

/** Rules on what the scenario claims. A claim that cannot be ruled on costs the exit code and nothing else. */
export function claimed(
  file: string,
  summary: Summary,
  result: RunResult,
  rule: SettledScenario['rule'],
  matter: ClaimsMatter,
): Claimed {
  if (rule === null) return { summary, code: exitCodes.complete, complaint: null };
  const { claims, problems } = ruledOn(result, rule);
  const isBad = claims.some(
    ({ ruling }) => ruling === 'fails' || (matter === 'unless they hold' && ruling !== 'holds'),
  );
  const code = isBad && matter !== 'never' ? exitCodes.failed : exitCodes.complete;
  const ruled = claims.length === 0 ? summary : { ...summary, claims };
  if (problems.length === 0) return { summary: ruled, code, complaint: null };
  const complaint = `${file}: the run is whole, but these claims are not ruled on:\n${problems.join('\n')}`;
  return { summary: ruled, code: worst([code, exitCodes.usage]), complaint };
}

function ruledOn(result: RunResult, rule: NonNullable<SettledScenario['rule']>): RuledClaims {
  try {
    return rule(result);
  } catch (thrown) {
    const { message } = thrown instanceof RunFailure ? thrown.failure : failureOf(thrown);
    return { claims: [], problems: [message] };
  }
}
