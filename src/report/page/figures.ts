import type { Summary } from '../../result/summary.ts';
import { plain } from '../format.ts';
import type { Series } from '../series.ts';
import { type Html, html } from './html.ts';

/** A number of the summary, printed with the key it came from, so that a test can walk the page and compare all of them. */
export function figure(key: string, text: string): Html {
  return html`<span class="n" data-key="${key}">${text}</span>`;
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
export function shown(s: Series, path: string, print: (value: number | null) => string): Html {
  return figure(`${s.id}.${path}`, print(numberAt(s.summary, path)));
}

/** The same for a statistic of the market. */
export function shownMarket(summary: Summary, path: string, print: (value: number | null) => string): Html {
  return figure(`market.${path}`, print(numberAt(summary.market, path)));
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
    ? figure(`${key}.${valueField}`, plain(value))
    : html`${figure(`${key}.${valueField}`, plain(value, error))}<small class="error"> ± ${figure(`${key}.${errorField}`, plain(error, error))}</small>`;
}
