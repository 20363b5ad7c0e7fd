import { fixed, multiple, multipleWithin, percent } from '../report/format.ts';
import { isTooFew, tooFewPaths } from '../report/too-few-paths.ts';
import type { Column, RunResult } from '../result/run-result.ts';
import { finalValueOf } from '../result/summarise-holding.ts';
import type { HoldingSummary, Summary } from '../result/summary.ts';
import { plainTable } from './plain-table.ts';
import { printable } from './printable.ts';

/**
 * The run in a few lines: the scenario's answer where it has one, each holding's median with its interval, its mean with its
 * error, how often it loses, and how often it is wiped out: ends at exactly nothing, whatever took it there. A ruin or a
 * liquidation that leaves something is none of these; `summary.json` and the report count those.
 */
export function resultTable(result: RunResult, summary: Summary): string {
  const table = plainTable(
    ['', 'median', '95% interval', 'mean ± standard error', 'P(loss)', 'P(wiped out)'],
    result.holdings.map((holding) => {
      const { name } = holding.description;
      return rowOf(printable(name), summary.holdings[name]!, shareOfZeros(finalValueOf(holding)));
    }),
  );
  const { paths, scenario, isPartial, digest } = result;
  const counted = `${fixed(paths, 0)} ${paths === 1 ? 'path' : 'paths'}`;
  const stamp = isPartial ? `PARTIAL: ${counted} of ${fixed(scenario.paths, 0)}` : counted;
  const notes = result.warnings.map((warning) => `Note: ${printable(warning)}`);
  const isUnsure = Object.values(summary.holdings).some(({ finalValue }) => !finalValue.meanIsResolved);
  if (isUnsure && paths > 1) notes.unshift('(?) this mean rests on few paths: read the median');
  return [
    ...answerOf(result, summary),
    `${printable(scenario.name)}: worth at the end of 1 put in; ${stamp}, digest ${digest}`,
    table,
    ...historyOf(result, summary),
    ...notes,
  ].join('\n');
}

/** The answer in one line, with what it must not be read without. */
function answerOf({ isPartial, paths }: RunResult, { answer, reality }: Summary): readonly string[] {
  if (answer === undefined) return [];
  const marks = [
    ...(isPartial ? ['partial run'] : []),
    ...(isTooFew(paths) && reality === undefined ? [tooFewPaths(paths)] : []),
  ];
  return [`${printable(answer)}${marks.length === 0 ? '' : ` (${marks.join('; ')})`}`];
}

/** What became of each holding in recorded history, where it was asked. */
function historyOf({ holdings }: RunResult, { history }: Summary): readonly string[] {
  if (history === undefined) return [];
  const { windows, from, to, independent } = history;
  const each = holdings.map(({ description: { name } }) => {
    const { finalValue, probability } = history.holdings[name]!;
    return `${printable(name)} ${multiple(finalValue.median)}, ${percent(probability.loss.value)}`;
  });
  return [
    `In ${fixed(windows, 0)} windows of history, ${from} to ${to} (${fixed(independent, 1)} independent), median and P(loss): ${each.join('; ')}`,
  ];
}

/** Null for no values. */
function shareOfZeros(values: Column): number | null {
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  return values.length === 0 ? null : zeros / values.length;
}

function rowOf(name: string, { finalValue, probability }: HoldingSummary, wipedOut: number | null): string[] {
  const [low, high] = finalValue.medianInterval;
  const { mean, standardError } = finalValue;
  const within = multipleWithin(low, high);
  const isUnsure = !finalValue.meanIsResolved && standardError !== null;
  return [
    name,
    within(finalValue.median),
    low === null || high === null ? '' : `${within(low)} to ${within(high)}`,
    `${multiple(mean)}${standardError === null ? '' : ` ± ${fixed(standardError, standardError < 0.001 ? 4 : 3)}`}${isUnsure ? ' (?)' : ''}`,
    percent(probability.loss.value),
    percent(wipedOut),
  ];
}
