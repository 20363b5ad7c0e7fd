import type { Summary } from '../../result/summary.ts';
import {
  duration,
  fixed,
  logPoints,
  missing,
  percent,
  percentTo1,
  percentTo2,
  plain,
  points,
  sharePercent,
  stepName,
} from '../format.ts';
import type { Series } from '../series.ts';
import { type Html, html } from './html.ts';

export type Print = (value: number | null) => string;

/** What is printed a hundredfold: per cent, and log points. */
const hundredfold: ReadonlySet<Print> = new Set([percent, percentTo1, percentTo2, sharePercent, points, logPoints]);

/**
 * A number of the summary, printed with the key it came from and its scale, so that all can be compared with the summary again.
 * Where the summary has none, that is what it says, whatever `print` makes of it. A key that begins with a dot is one of what the element around it names in `data-at`.
 */
export function figure(key: string, value: number | null, print: Print = plain): Html {
  return scaled(key, hundredfold.has(print) ? 100 : 1, value === null ? missing : print(value));
}

/** A number that is printed `scale` times what the summary has. */
export const scaled = (key: string, scale: number, text: string): Html =>
  html`<span data-key="${key}"${scale !== 1 && html` data-scale="${scale}"`}>${text}</span>`;

/** A number that is printed as what is missing to 1, or, with a scale below zero, as what is beyond it. */
export const complement = (key: string, scale: number, text: string): Html =>
  html`<span data-key="${key}" data-scale="${scale}" data-complement>${text}</span>`;

/** A count of things, which has no error. */
export const counted = (key: string, value: number): Html => figure(key, value, (v) => fixed(v ?? 0, 0));

/** Text that the summary holds word for word. */
export const quoted = (key: string, text: string): Html => html`<bdi data-key="${key}">${text}</bdi>`;

/** The same for a name: its direction cannot reach the words around it. */
export const quotedName = (key: string, name: string): Html => html`<bdi class="name" data-key="${key}">${name}</bdi>`;

/** A length of time that the summary holds in days: "90 days", "12 hours". */
export function period(key: string, days: number): Html {
  const words = duration(days);
  const [size = '', unit = ''] = words.split(' ');
  const scale = unit.startsWith('day') ? 1 : unit.startsWith('hour') ? 24 : 1440;
  return html`${scaled(key, scale, size)} ${unit}`;
}

/** The length of a step, before "steps": "4-hour"; in words alone where it has a name of its own. */
export function stepWords(key: string, minutes: number): Html {
  const words = stepName(minutes);
  const dash = words.indexOf('-');
  if (dash < 0) return html`${words}`;
  const unit = words.slice(dash + 1);
  const scale = unit === 'day' ? 1 / 1440 : unit === 'hour' ? 1 / 60 : 1;
  return html`${scaled(key, scale, words.slice(0, dash))}-${unit}`;
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

/**
 * ± the error of a share of paths, in points. Where it happened on none of them, or on every one, they are all alike, which is
 * not certainty: nothing is said, rather than an error of zero.
 */
export const errorOfShare = (key: string, standardError: number | null): Html | false =>
  standardError !== null &&
  standardError !== 0 &&
  html`<small class="error"> ± ${figure(key, standardError, points)}</small>`;

/** The same for any record of the summary, under its own key. */
export function shownAt(key: string, record: unknown, path: string, print: Print): Html {
  return figure(`${key}.${path}`, numberAt(record, path), print);
}
