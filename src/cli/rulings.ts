import { claimsInWords, foundInWords, statedInWords } from '../report/claims.ts';
import type { Summary } from '../result/summary.ts';
import { printable } from './printable.ts';

/**
 * Each claim with its ruling, its figure, and the path that speaks most against it; then how to replay that path of the first that
 * fails. `replay` is the command for a path. None where nothing is claimed.
 */
export function rulings({ claims = [] }: Summary, replay: (path: number) => string): readonly string[] {
  if (claims.length === 0) return [];
  const refuted = claims.find(({ ruling, worstPath }) => ruling === 'fails' && worstPath !== null);
  return [
    `${claimsInWords(claims)} (95% intervals, each claim on its own)`,
    ...claims.map((claim) => {
      const against = claim.worstPath === null ? '' : `; most against it: path ${claim.worstPath}`;
      return `  ${claim.ruling}: ${printable(claim.claim)} (${printable(statedInWords(claim))}: ${foundInWords(claim)}${against})`;
    }),
    ...(refuted === undefined
      ? []
      : [`Replay what speaks most against ${JSON.stringify(printable(refuted.claim))}: ${replay(refuted.worstPath!)}`]),
  ];
}
