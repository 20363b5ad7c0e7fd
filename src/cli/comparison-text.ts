import type { Comparison, MetricChange } from '../comparison/compare-samples.ts';
import { tellingFigure, toldApart } from '../comparison/told-apart.ts';
import { metricInWords, verdictOf } from '../comparison/verdict.ts';
import { plainTable } from './plain-table.ts';
import { printable } from './printable.ts';

/** What moved, for a terminal; then what did not, in a sentence. */
export function comparisonText(comparison: Comparison): string {
  const { changes, question, onlyInA, onlyInB, isPaired, tests, level } = comparison;
  const moved = changes.filter((change) => change.hasMoved);
  const differing = changes.filter((change) => (change.differing ?? 0) > 0 && !change.hasMoved);
  return [
    printable(verdictOf(comparison)),
    ...question.map(([name, a, b]) => `  ${printable(name)}: ${printable(a)} in A, ${printable(b)} in B`),
    ...onlyInA.map((name) => `  only in A: ${printable(name)}`),
    ...onlyInB.map((name) => `  only in B: ${printable(name)}`),
    ...(moved.length === 0 ? [] : [table(moved)]),
    ...(differing.length === 0
      ? []
      : [`${differing.length} more differ on some paths, by no more than the tests let pass.`]),
    `${isPaired ? 'The same paths' : 'Two samples by different luck'}; ${tests === 0 ? 'no test was made: all that both have is the same' : `${tests} tests, a false alarm in one of ${Math.round(1 / level)} such comparisons`}.`,
  ].join('\n');
}

function table(changes: readonly MetricChange[]): string {
  const rows = changes.map((change) => {
    const { holding, metric, adjusted, by, differing } = change;
    const { of, a, b, standardError } = tellingFigure(change);
    return [
      printable(holding),
      printable(metricInWords(metric)),
      of,
      ...toldApart(a, b, 4),
      `${signed(b - a)}${standardError > 0 ? ` ± ${number(standardError)}` : ''}`,
      differing === null ? '' : String(differing),
      adjusted < 1e-4 ? '<0.0001' : number(adjusted),
      by,
    ];
  });
  const difference = 'B - A ± its standard error';
  return plainTable(['holding', 'metric', 'figure', 'in A', 'in B', difference, 'paths', 'p', 'p is of'], rows);
}

const number = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '–');
const signed = (value: number): string => `${value > 0 ? '+' : ''}${number(value)}`;
