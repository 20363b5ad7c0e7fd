import type { ClaimSummary } from '../result/summary.ts';
import { fixed, multiple, percent } from './format.ts';

/** How many of them hold, as a title: "Two of three claims hold". */
export function claimsInWords(claims: readonly ClaimSummary[]): string {
  const held = claims.filter(({ ruling }) => ruling === 'holds').length;
  const [all, some] = [claims.length, held];
  if (all === 1) return `The claim ${claims[0]!.ruling === 'cannot tell' ? 'cannot be decided' : claims[0]!.ruling}`;
  if (some === all) return all === 2 ? 'Both claims hold' : `All ${fixed(all, 0)} claims hold`;
  if (some === 0) return `None of ${fixed(all, 0)} claims is shown to hold`;
  return `${fixed(some, 0)} of ${fixed(all, 0)} claims ${some === 1 ? 'holds' : 'hold'}`;
}

/** What the ruling rests on, in words without figures. */
export function basisOf({ kind, ruling }: ClaimSummary): string {
  if (kind === 'always') return ruling === 'holds' ? 'no path against it' : 'share of paths against it';
  return kind === 'probability' ? 'chance' : 'quantile';
}

/** Figures of a claim as its kind has them: shares in per cent, quantiles as multiples. */
export const printerOfClaim = ({ kind }: ClaimSummary) => (kind === 'quantile' ? multiple : percent);

/** The limit that a claim sets, in words; empty for `always`. */
export function limitInWords(claim: ClaimSummary): string {
  const { limit } = claim;
  if (limit === null) return 'on every path';
  const print = printerOfClaim(claim);
  return limit.below === undefined ? `above ${print(limit.above!)}` : `below ${print(limit.below)}`;
}
