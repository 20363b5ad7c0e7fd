import type { ClaimSummary, Summary } from '../../result/summary.ts';
import { claimsInWords, foundAgainst, printerOfClaim, reasonInWords, stated } from '../claims.ts';
import { fixed } from '../format.ts';
import { counted, figure, quotedName } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
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
      html`<table class="duel"><caption><span>Table ${nextTable()}. What is claimed, and what ${counted('paths', result.paths)} paths say to it; small: 95% interval. Path most against it: add <code>--path</code> and the number to the command below, and all that happened on it is told</span></caption><thead><tr><th scope="col">Claim</th><th scope="col">Ruling</th><th scope="col">Found</th><th scope="col">Path most against it</th></tr></thead><tbody>${claims.map(row)}</tbody></table>`,
    )}<p class="quiet">${notes(summary, claims)}</p>`,
  };
};

function row(claim: ClaimSummary, index: number): Html {
  const at = (name: string) => `claims.${index}.${name}`;
  const worst =
    claim.worstPath === null ? 'none' : figure(at('worstPath'), claim.worstPath, (path) => fixed(path ?? 0, 0));
  return html`<tr><th scope="row">${quotedName(at('claim'), claim.claim)}<small class="of">${stated(claim, `claims.${index}`)}</small></th><td class="ruling ruling-${claim.ruling.replace(' ', '-')}">${claim.ruling}</td>${found(claim, index, at)}<td>${worst}</td></tr>`;
}

function found(claim: ClaimSummary, index: number, at: (name: string) => string): Html {
  const print = printerOfClaim(claim);
  const [low, high] = claim.interval;
  const reason = reasonInWords(claim);
  const because = reason !== null && html`<small class="of">${reason}</small>`;
  const against = foundAgainst(claim, `claims.${index}`);
  if (against !== null) return html`<td class="words">${against}${because}</td>`;
  const isBounded = !(low === null && high === null);
  return html`<td class="strong">${figure(at('value'), claim.value, print)}${isBounded && html`<small class="interval">${figure(at('interval.0'), low, print)} to ${figure(at('interval.1'), high, print)}</small>`}${because}</td>`;
}

function notes({ history, uncertainty }: Summary, claims: readonly ClaimSummary[]): string {
  const others = [
    ...(history === undefined ? [] : ['windows of history']),
    ...(uncertainty === undefined ? [] : ['draws of what is not known']),
  ].join(' or ');
  return [
    'A claim holds, or fails, where the whole interval lies on one side of its limit; else the run cannot tell. One that is just false is said to hold at most once in forty times, and one that is just true to fail as seldom.',
    ...(claims.length > 1 ? ['Each is ruled on by itself: among many, one may be ruled on wrongly.'] : []),
    ...(claims.some(({ kind }) => kind === 'always')
      ? [
          'What is so on every path that was simulated may be otherwise on others; where more than one in a hundred of them can be, the run cannot tell.',
        ]
      : []),
    ...(others === '' ? [] : [`Rulings are about the simulated paths, not about ${others}.`]),
  ].join(' ');
}
