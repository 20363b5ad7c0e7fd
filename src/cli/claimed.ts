import { failureOf, RunFailure } from '../batch/failure.ts';
import type { SettledScenario } from '../batch/node/read-scenario.ts';
import type { RunResult } from '../result/run-result.ts';
import type { Summary } from '../result/summary.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/** When claims decide how a run ends: not at all, where one fails, or where one does not hold. */
export type ClaimsMatter = 'never' | 'when they fail' | 'unless they hold';

/** A summary with what the run says to its scenario's claims, or without it and why. */
export interface Claimed {
  readonly summary: Summary;
  readonly code: ExitCode;
  readonly complaint: string | null;
}

/** Rules on what the scenario claims. Claims that cannot be ruled on cost the exit code and nothing else. */
export function claimed(
  file: string,
  summary: Summary,
  result: RunResult,
  rule: SettledScenario['rule'],
  matter: ClaimsMatter,
): Claimed {
  if (rule === null) return { summary, code: exitCodes.complete, complaint: null };
  try {
    const claims = rule(result);
    const isBad = claims.some(
      ({ ruling }) => ruling === 'fails' || (matter === 'unless they hold' && ruling !== 'holds'),
    );
    const code = isBad && matter !== 'never' ? exitCodes.failed : exitCodes.complete;
    return { summary: { ...summary, claims }, code, complaint: null };
  } catch (thrown) {
    const { message } = thrown instanceof RunFailure ? thrown.failure : failureOf(thrown);
    const complaint = `${file}: the run is whole, but its claims are not ruled on:\n${message}`;
    return { summary, code: exitCodes.usage, complaint };
  }
}
