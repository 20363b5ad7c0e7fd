import type { Summary } from '../../result/summary.ts';
import { logPoints, percent, percentTo1, percentTo2, plain, points, sharePercent } from '../format.ts';
import type { Series } from '../series.ts';
import { type Html, html } from './html.ts';

export type Print = (value: number | null) => string;

/** What is printed a hundredfold: per cent, and log points. */
const hundredfold: ReadonlySet<Print> = new Set([percent, percentTo1, percentTo2, sharePercent, points, logPoints]);

/** A number of the summary, printed with the key it came from and its scale, so that all can be compared with the summary again. */
export function figure(key: string, value: number | null, print: Print = plain): Html {
  return html`<span class="n" data-key="${key}"${hundredfold.has(print) && html` data-scale="100"`}>${print(value)}</span>`;
}

/** The number at a dotted path inside a plain record; null where there is none. */
export function numberAt(record: unknown, path: string): number | null {
  let here: unknown = record;
  for (const step of path.split('.')) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return null;
    here = (here as Record<string, unknown>)[step];
  }
  return typeof here === 'number' ? here : null;
}

/** `h0.finalValue.median`, printed by `print`. */
export function shown(s: Series, path: string, print: Print): Html {
  return figure(`${s.id}.${path}`, numberAt(s.summary, path), print);
}

/** The same for a statistic of the market. */
export function shownMarket(summary: Summary, path: string, print: Print): Html {
  return figure(`market.${path}`, numberAt(summary.market, path), print);
}

/** A value with its standard error, both to the digits that the error allows: 0.4831 ± 0.0042. Without an error, the value alone. */
export function withError(
  key: string,
  value: number | null,
  standardError: number | null,
  errorField = 'standardError',
  valueField = 'mean',
): Html {
  const error = standardError !== null && standardError > 0 ? standardError : null;
  return error === null
    ? figure(`${key}.${valueField}`, value)
    : html`${figure(`${key}.${valueField}`, value, (v) => plain(v, error))}<small class="error"> ± ${figure(`${key}.${errorField}`, error, (v) => plain(v, error))}</small>`;
}

/** The same for any record of the summary, under its own key. */
export function shownAt(key: string, record: unknown, path: string, print: Print): Html {
  return figure(`${key}.${path}`, numberAt(record, path), print);
}
