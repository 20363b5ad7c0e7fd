import type { Manifest } from '../result/manifest.ts';
import type { RunResult } from '../result/run-result.ts';
import type { TableColumn } from './path-table.ts';

/** What a file says about where it comes from, whichever way it has to say it. */
export interface Origin {
  readonly schema: 'decaylab/paths@1';
  readonly scenario: string;
  readonly question: string;
  readonly seed: string;
  readonly stream: number;
  readonly digest: string;
  readonly paths: number;
  /** Present, and true, only when a run was stopped before its end. */
  readonly partial?: true;
  readonly version: string;
  /** The line that makes the run again. */
  readonly command: string;
  readonly columns: readonly Pick<TableColumn, 'name' | 'unit' | 'meaning'>[];
}

export function originOf(
  { scenario, digest, paths, isPartial }: RunResult,
  { version, command }: Manifest,
  stream: number,
  columns: readonly TableColumn[],
): Origin {
  return {
    schema: 'decaylab/paths@1',
    scenario: scenario.name,
    question: scenario.question,
    seed: scenario.seed,
    stream,
    digest,
    paths,
    ...(isPartial ? { partial: true as const } : {}),
    version,
    command,
    columns: columns.map(({ name, unit, meaning }) => ({ name, unit, meaning })),
  };
}
