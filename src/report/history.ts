import type { HistorySummary } from '../result/summary.ts';
import { fixed } from './format.ts';
import { counted, figure, quoted } from './page/figures.ts';
import { type Html, html } from './page/html.ts';
import type { Series } from './series.ts';

/** A holding as history knows it; its figures have keys of their own. */
export const inHistory = (history: HistorySummary, s: Series): Series => {
  const found = Object.hasOwn(history.holdings, s.name) ? history.holdings[s.name] : undefined;
  if (found === undefined) throw new Error(`report: history has no holding ${JSON.stringify(s.name)}`);
  return { ...s, id: `history.${s.id}`, summary: found };
};

/** Which windows, and how much they tell. */
export function windowsInWords({ windows, windowDays, everyDays, from, to, file, leftOut }: HistorySummary): Html {
  const days = (name: string, size: number) =>
    figure(`history.${name}`, size, (v) => fixed(v ?? 0, Number.isInteger(v) ? 0 : 2));
  const left = leftOut > 0 && html`; ${counted('history.leftOut', leftOut)} more meet a gap and are left out`;
  return html`${counted('history.windows', windows)} windows of ${days('windowDays', windowDays)} days, one every ${counted('history.everyDays', everyDays)}, from ${quoted('history.from', from)} to ${quoted('history.to', to)} in ${quoted('history.file', file)}${left}`;
}
