import type { Fit, Quantity } from '../calibration/contracts.ts';
import { fixed, missing } from '../report/format.ts';
import { plainTable } from './plain-table.ts';
import { printable } from './printable.ts';

/** A fit as it is read on a terminal. */
export function fitText(fit: Fit): string {
  const { model, process, method, observations, stepDays, from, to, gaps, source } = fit;
  const left = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  const shownGaps = gaps.slice(0, 3).map((gap) => `${gap.missing} after ${gap.after}`);
  const more = gaps.length > 3 ? ', …' : '';
  return [
    `${model}: options of ${process}, by ${method}`,
    `${fixed(observations, 0)} values of ${stepDays * 24} h, ${from} to ${to}` +
      (left === 0 ? ', none missing' : `; ${left} ruled out by gaps (${shownGaps.join(', ')}${more})`),
    ...(source === null
      ? []
      : [`${printable(source.file)}, column ${printable(source.column)}, ${source.sha256.slice(0, 12)}…`]),
    '',
    plainTable(
      ['', 'estimate', '± robust', '± if the model is true'],
      [...rowsOf(fit.options), ...rowsOf(fit.facts).map(([name, ...rest]) => [`(${name})`, ...rest])],
    ),
    ...(fit.logLikelihood === null
      ? []
      : ['', `log-likelihood ${fixed(fit.logLikelihood, 2)}   AIC ${fixed(fit.aic!, 2)}   BIC ${fixed(fit.bic!, 2)}`]),
    ...fit.warnings.map((warning) => `Note: ${printable(warning)}`),
  ].join('\n');
}

const rowsOf = (quantities: Fit['options']): readonly (readonly string[])[] =>
  Object.entries(quantities).map(([name, { value, standardError, standardErrorIfTrue }]: [string, Quantity]) => [
    name,
    significant(value, 5),
    significant(standardError, 2),
    significant(standardErrorIfTrue, 2),
  ]);

function significant(value: number | null, digits: number): string {
  if (value === null) return missing;
  if (value === 0 || !Number.isFinite(value)) return String(value);
  return fixed(value, Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))))));
}
