import type { ClaimDescription } from '../result/run-result.ts';
import type { ClaimSummary } from '../result/summary.ts';
import { errorOfInterval, fixed, plain, sharePercent } from './format.ts';
import { isolated } from './series.ts';

/** How a number is printed in a claim. */
type Print = (value: number | null) => string;

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
const counted = (count: number): string => numbers[count] ?? fixed(count, 0);

/** How many of them hold, as a title: "Two of three claims hold". */
export function claimsInWords(claims: readonly ClaimSummary[]): string {
  const count = (ruling: ClaimSummary['ruling']) => claims.filter((claim) => claim.ruling === ruling).length;
  const [all, held, open] = [claims.length, count('holds'), count('cannot tell')];
  if (all === 1) return `The claim ${held === 1 ? 'holds' : open === 1 ? 'cannot be decided' : 'fails'}`;
  if (held === all) return all === 2 ? 'Both claims hold' : `All ${counted(all).toLowerCase()} claims hold`;
  const undecided = open === 0 ? '' : `, ${counted(open).toLowerCase()} cannot be decided`;
  return `${counted(held)} of ${counted(all).toLowerCase()} claims ${held < 2 ? 'holds' : 'hold'}${undecided}`;
}

/** What is claimed, beside the author's own words: `chance below 30%`, `token, median of final value above 0.9`. */
export function statedInWords({ kind, limit, of, measure, height }: ClaimDescription): string {
  const number = (value: number) =>
    kind === 'probability' ? `${Number((100 * value).toPrecision(12))}%` : String(value).replace('-', '\u2212');
  const side =
    limit === null
      ? ''
      : limit.below === undefined
        ? ` above ${number(limit.above!)}`
        : ` below ${number(limit.below)}`;
  const whom = of === undefined ? '' : `${isolated(of)}, `;
  const figure = {
    always: 'on every path',
    probability: 'chance',
    quantile: quantileInWords(height ?? 0.5),
    mean: 'mean',
  };
  return `${whom}${figure[kind]}${measure === undefined ? '' : ` of ${wordsOf(measure)}`}${side}`;
}

/** `maxDrawdown` as "max drawdown": as the summary has it, only legible. */
const wordsOf = (measure: string): string => measure.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

function quantileInWords(height: number): string {
  if (height === 0.5) return 'median';
  const percentile = Number((100 * height).toPrecision(12));
  const isTeen = percentile % 100 >= 11 && percentile % 100 <= 13;
  return `${percentile}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][percentile % 10]) ?? 'th'} percentile`;
}

/** What was found, with its interval, as plain text. */
export function foundInWords(claim: ClaimSummary): string {
  const print = printerOfClaim(claim);
  const [low, high] = claim.interval;
  const between = low === null && high === null ? '' : `, 95% interval ${print(low)} to ${print(high)}`;
  const reason = reasonInWords(claim);
  return `${againstInWords(claim) ?? `${print(claim.value)}${between}`}${reason === null ? '' : `; ${reason}`}`;
}

/** Of a claim about every path, how many are against it; where none is, how many could be. Null of other claims. */
export function againstInWords({ kind, value, paths, interval: [, most] }: ClaimSummary): string | null {
  if (kind !== 'always' || value === null) return null;
  if (most === null) return `${value === 0 ? 'so' : 'not so'} on the one recorded path`;
  const among = `of ${fixed(paths, 0)} ${paths === 1 ? 'path' : 'paths'}`;
  const against = Math.round(value * paths);
  return against > 0
    ? `${fixed(against, 0)} ${among} against it`
    : `none ${among} against it, at most ${sharePercent(most)} can be`;
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
