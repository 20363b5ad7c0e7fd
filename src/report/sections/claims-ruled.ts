import type { ClaimSummary, Summary } from '../../result/summary.ts';
import { againstInWords, claimsInWords, printerOfClaim, reasonInWords, statedInWords } from '../claims.ts';
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
      html`<table class="duel"><caption><span>Table ${nextTable()}. What is claimed, and what ${fixed(result.paths, 0)} paths say to it; small: 95% interval. Path most against it: add <code>--path</code> and the number to the command below, and all that happened on it is told</span></caption><thead><tr><th scope="col">Claim</th><th scope="col">Ruling</th><th scope="col">Found</th><th scope="col">Path most against it</th></tr></thead><tbody>${claims.map(row)}</tbody></table>`,
    )}<p class="quiet">${notes(summary, claims)}</p>`,
  };
};

function row(claim: ClaimSummary, index: number): Html {
  const at = (name: string) => `claim${index}.${name}`;
  const worst =
    claim.worstPath === null ? 'none' : figure(at('worstPath'), claim.worstPath, (path) => fixed(path ?? 0, 0));
  return html`<tr><th scope="row">${named(claim.claim)}<small class="of">${statedInWords(claim)}</small></th><td class="ruling ruling-${claim.ruling.replace(' ', '-')}">${claim.ruling}</td>${found(claim, at)}<td>${worst}</td></tr>`;
}

function found(claim: ClaimSummary, at: (name: string) => string): Html {
  const print = printerOfClaim(claim);
  const [low, high] = claim.interval;
  const reason = reasonInWords(claim);
  const because = reason !== null && html`<small class="of">${reason}</small>`;
  const against = againstInWords(claim);
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
          'What is so on every path that was simulated may be otherwise on others; where more than 1% of them can be, the run cannot tell.',
        ]
      : []),
    ...(others === '' ? [] : [`Rulings are about the simulated paths, not about ${others}.`]),
  ].join(' ');
}
