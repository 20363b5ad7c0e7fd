import type { ClaimSummary } from '../../result/summary.ts';
import { basisOf, claimsInWords, limitInWords, printerOfClaim } from '../claims.ts';
import { fixed } from '../format.ts';
import { figure } from '../page/figures.ts';
import { type Html, html, named } from '../page/html.ts';
import { scrolling } from '../page/tables.ts';
import type { MakeSection } from './section.ts';

/** What the scenario claims, and what the run says to it. */
export const claimsRuled: MakeSection = ({ result, summary, nextTable }) => {
  const { claims = [] } = summary;
  if (claims.length === 0) return null;
  return {
    id: 'claims',
    title: claimsInWords(claims),
    body: html`${scrolling(
      'Claims',
      html`<table class="duel"><caption><span>Table ${nextTable()}. What is claimed, and what ${fixed(result.paths, 0)} paths say to it; small: 95% interval, each claim on its own. Where no path speaks against an “always”, the interval says how rare exceptions must be</span></caption><thead><tr><th scope="col">Claim</th><th scope="col">Ruling</th><th scope="col">Figure</th><th scope="col">Claimed</th><th scope="col">Path most against it</th></tr></thead><tbody>${claims.map(row)}</tbody></table>`,
    )}`,
  };
};

function row(claim: ClaimSummary, index: number): Html {
  const print = printerOfClaim(claim);
  const at = (name: string) => `claim${index}.${name}`;
  const [low, high] = claim.interval;
  return html`<tr><th scope="row">${named(claim.claim)}</th><td class="ruling ruling-${claim.ruling.replace(' ', '-')}">${claim.ruling}</td><td class="strong">${figure(at('value'), claim.value, print)}<small class="interval">${figure(at('interval.0'), low, print)} to ${figure(at('interval.1'), high, print)}</small><small class="of">${basisOf(claim)}</small></td><td>${limitInWords(claim)}</td><td>${claim.worstPath === null ? 'none' : figure(at('worstPath'), claim.worstPath, (path) => fixed(path ?? 0, 0))}</td></tr>`;
}
