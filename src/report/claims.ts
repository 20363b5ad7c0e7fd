import type { ClaimDescription } from '../result/run-result.ts';
import type { ClaimSummary } from '../result/summary.ts';
import { errorOfInterval, fixed, plain, sharePercent } from './format.ts';
import { counted, figure, type Print, scaled } from './page/figures.ts';
import { type Html, html, textOf } from './page/html.ts';
import { isolated } from './series.ts';

const numbers = [
  'None',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];
const numbered = (count: number): string => numbers[count] ?? fixed(count, 0);

/** How many of them hold, as a title: "Two of three claims hold". */
export function claimsInWords(claims: readonly ClaimSummary[]): string {
  const count = (ruling: ClaimSummary['ruling']) => claims.filter((claim) => claim.ruling === ruling).length;
  const [all, held, open] = [claims.length, count('holds'), count('cannot tell')];
  if (all === 1) return `The claim ${held === 1 ? 'holds' : open === 1 ? 'cannot be decided' : 'fails'}`;
  if (held === all) return all === 2 ? 'Both claims hold' : `All ${numbered(all).toLowerCase()} claims hold`;
  const undecided = open === 0 ? '' : `, ${numbered(open).toLowerCase()} cannot be decided`;
  return `${numbered(held)} of ${numbered(all).toLowerCase()} claims ${held < 2 ? 'holds' : 'hold'}${undecided}`;
}

/** What is claimed, beside the author's own words: `chance below 30%`, `token, median of final value above 0.9`. */
export const statedInWords = (claim: ClaimDescription): string => textOf(stated(claim, ''));

/** The same, with the key of the claim for its figures. */
export function stated({ kind, limit, of, measure, height }: ClaimDescription, at: string): Html {
  const number = (side: 'above' | 'below', value: number): Html =>
    kind === 'probability'
      ? scaled(`${at}.limit.${side}`, 100, `${Number((100 * value).toPrecision(12))}%`)
      : scaled(`${at}.limit.${side}`, 1, String(value).replaceAll('-', '\u2212'));
  const side =
    limit === null
      ? ''
      : limit.below === undefined
        ? html` above ${number('above', limit.above!)}`
        : html` below ${number('below', limit.below)}`;
  const whom = of === undefined ? '' : `${isolated(of)}, `;
  const what = {
    always: 'on every path',
    probability: 'chance',
    quantile: quantileInWords(height ?? 0.5, at),
    mean: 'mean',
  };
  return html`${whom}${what[kind]}${measure !== undefined && ` of ${wordsOf(measure)}`}${side}`;
}

/** `maxDrawdown` as "max drawdown": as the summary has it, only legible. */
const wordsOf = (measure: string): string => measure.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

function quantileInWords(height: number, at: string): Html | string {
  if (height === 0.5) return 'median';
  const percentile = Number((100 * height).toPrecision(12));
  const isTeen = percentile % 100 >= 11 && percentile % 100 <= 13;
  return html`${scaled(`${at}.height`, 100, String(percentile))}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][percentile % 10]) ?? 'th'} percentile`;
}

/** What was found, with its interval, as plain text. */
export function foundInWords(claim: ClaimSummary): string {
  const print = printerOfClaim(claim);
  const [low, high] = claim.interval;
  const between = low === null && high === null ? '' : `, 95% interval ${print(low)} to ${print(high)}`;
  const reason = reasonInWords(claim);
  const against = foundAgainst(claim, '');
  return `${against === null ? `${print(claim.value)}${between}` : textOf(against)}${reason === null ? '' : `; ${reason}`}`;
}

/** Of a claim about every path, how many are against it; where none is, how many could be. Null of other claims. */
export function foundAgainst({ kind, value, paths, interval: [, most] }: ClaimSummary, at: string): Html | null {
  if (kind !== 'always' || value === null) return null;
  if (most === null) return html`${value === 0 ? 'so' : 'not so'} on the one recorded path`;
  const among = html`of ${counted(`${at}.paths`, paths)} ${paths === 1 ? 'path' : 'paths'}`;
  const against = Math.round(value * paths);
  return against > 0
    ? html`${scaled(`${at}.value`, paths, fixed(against, 0))} ${among} against it`
    : html`none ${among} against it, at most ${figure(`${at}.interval.1`, most, sharePercent)} can be`;
}

/** Why the run cannot tell, where there is more to it than an interval on both sides. */
export function reasonInWords({ because }: ClaimSummary): string | null {
  if (because === undefined) return null;
  return {
    'few paths': 'too few paths',
    'unresolved mean': 'the mean rests on few paths',
    'no spread': 'all paths are alike',
  }[because];
}

/** Shares in per cent, other figures to the digits that their interval allows. */
export function printerOfClaim({ kind, interval }: ClaimSummary): Print {
  if (kind === 'always' || kind === 'probability') return sharePercent;
  const error = errorOfInterval(interval);
  return (value) => plain(value, error);
}
