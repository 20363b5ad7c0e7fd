import type { HistorySummary } from '../result/summary.ts';
import { fixed } from './format.ts';
import type { Series } from './series.ts';

/** A holding as history knows it; its figures have keys of their own. */
export const inHistory = (history: HistorySummary, s: Series): Series => {
  const found = Object.hasOwn(history.holdings, s.name) ? history.holdings[s.name] : undefined;
  if (found === undefined) throw new Error(`report: history has no holding ${JSON.stringify(s.name)}`);
  return { ...s, id: `history.${s.id}`, summary: found };
};

/** Which windows, and how much they tell. */
export function windowsInWords({ windows, windowDays, everyDays, from, to, file, leftOut }: HistorySummary): string {
  const left = leftOut === 0 ? '' : `; ${fixed(leftOut, 0)} more meet a gap and are left out`;
  return `${fixed(windows, 0)} windows of ${fixed(windowDays, Number.isInteger(windowDays) ? 0 : 2)} days, one every ${fixed(everyDays, 0)}, from ${from} to ${to} in ${file}${left}`;
}
