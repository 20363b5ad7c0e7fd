import type { RunResult } from '../../result/run-result.ts';
import type { DecidingFeature, Summary } from '../../result/summary.ts';
import { featureWords } from '../charts/market-feature-words.ts';
import { rangeOf } from '../charts/who-wins-where.ts';
import { type Duel, dominanceInWords, duelsOf, isOfPairs } from '../duels.ts';
import { count, errorOfInterval, percent, plain, sentenceCase } from '../format.ts';
import { isTooFew } from '../too-few-paths.ts';
import { counted, errorOfShare, figure, quotedName, withError } from './figures.ts';
import { type Html, html, named } from './html.ts';
import { scrolling } from './tables.ts';

/** Who wins, by how much, what is left on bad days, and whether one is better throughout. */
export function duelTable(result: RunResult, summary: Summary, number: number): Html {
  const duels = duelsOf(result, summary);
  const between = (key: string, [low, high]: readonly [number | null, number | null], print = plain): Html =>
    html`<small class="interval">${figure(`${key}.0`, low, print)} to ${figure(`${key}.1`, high, print)}</small>`;
  const row = (duel: Duel): Html => {
    const { probabilityFirstBeats: p, medianLogGap: gap, expectedShortfall05: worst, pairs } = duel.summary;
    const gapError = errorOfInterval(gap.interval);
    const print = (value: number | null) => plain(value, gapError);
    const shortfall = (side: 'first' | 'second') =>
      html`<td>${withError(`${duel.id}.expectedShortfall05.${side}`, worst[side].value, worst[side].standardError, 'standardError', 'value')}</td>`;
    return html`<tr><th scope="row">${named(duel.name)}<small class="of">${named(duel.first)} against ${named(duel.second)}${pairs.length > 1 && html`, ${counted(`${duel.id}.pairs.length`, pairs.length)} pairs`}; ${quotedName(`${duel.id}.on`, duel.summary.on)}</small></th><td class="strong">${figure(`${duel.id}.probabilityFirstBeats.value`, p.value, percent)}${errorOfShare(`${duel.id}.probabilityFirstBeats.standardError`, p.standardError)}${between(`${duel.id}.probabilityFirstBeats.interval`, p.interval, percent)}</td><td>${figure(`${duel.id}.medianLogGap.value`, gap.value, print)}${between(`${duel.id}.medianLogGap.interval`, gap.interval, print)}</td>${shortfall('first')}${shortfall('second')}<td class="words">${dominanceInWords(duel)}</td></tr>`;
  };
  return html`${scrolling(
    'Duels',
    html`<table class="duel"><caption><span>Table ${number}. First against second on the same paths; small: 95% intervals. The log gap is log first − log second where both end above zero. Worst 5%: mean of the worst twentieth of final values</span></caption><thead><tr><th scope="col">Duel</th><th scope="col">P(first beats second)</th><th scope="col">Median log gap</th><th scope="col">Worst 5%, first</th><th scope="col">Worst 5%, second</th><th scope="col">Dominance</th></tr></thead><tbody>${duels.map(row)}</tbody></table>`,
  )}<p class="quiet">${isTooFew(result.paths) && `Too few paths to say who dominates, or what decides. `}One dominates where its share of outcomes at or below every level is lower beyond sampling error: at each of nineteen quantiles, a twentieth apart (Davidson & Duclos 2013), with nothing against it further out. Neither may dominate and one still win more often.</p>`;
}

const columns = ['Lowest', '2nd', '3rd', '4th', 'Highest'];

/**
 * Every feature that explains who wins beyond chance, with the share of wins in each of its fifths; null where none does.
 * Ties may leave fewer groups: the last of them still stands in the last column, and each says how many paths it has.
 */
export function decidingTable(result: RunResult, summary: Summary, number: number): Html | null {
  const duels = duelsOf(result, summary).filter(isExplained);
  if (duels.length === 0) return null;
  const pooled = duels.map(isOfPairs);
  const [decided, shareOf] = pooled.every(Boolean)
    ? ['the share of pairs that the first wins', 'all pairs and paths']
    : pooled.some(Boolean)
      ? [
          'who wins, with several pairs of the share of them that the first wins,',
          'paths, with several pairs of all pairs and paths,',
        ]
      : ['who wins', 'paths'];
  const cell = (key: string, top: DecidingFeature, column: number): Html => {
    const { byQuintile } = top;
    const last = byQuintile.length - 1;
    const nth = column === columns.length - 1 ? last : column;
    const quintile = column < columns.length - 1 && column >= last ? undefined : byQuintile[nth];
    if (quintile === undefined) return html`<td></td>`;
    const sizes = byQuintile.map(({ paths }) => paths);
    const isUneven = byQuintile.length < columns.length || Math.max(...sizes) > Math.min(...sizes) + 1;
    const at = `${key}.byQuintile.${nth}`;
    // Where every path went the same way there is no spread, which is not certainty.
    const error = quintile.standardError === 0 ? null : quintile.standardError;
    return html`<td>${figure(`${at}.probabilityFirstBeats`, quintile.probabilityFirstBeats, percent)}${errorOfShare(`${at}.standardError`, error)}<small class="interval">${rangeOf(key, top, nth)}</small>${isUneven && html`<small class="interval">${figure(`${at}.paths`, quintile.paths, count)} paths</small>`}</td>`;
  };
  const group = (duel: Duel): Html =>
    html`<tbody><tr class="group"><th scope="colgroup" colspan="7"><span>${named(duel.name)}</span></th></tr>${duel.summary.deciding.map(
      (each, rank) =>
        (each.explained ?? 0) > 0 &&
        html`<tr><th scope="row">${sentenceCase(featureWords[each.feature].name)}</th><td>${figure(`${duel.id}.deciding.${rank}.explained`, each.explained, percent)}</td>${columns.map((_, column) => cell(`${duel.id}.deciding.${rank}`, each, column))}</tr>`,
    )}</tbody>`;
  return scrolling(
    'What decides',
    html`<table class="deciding"><caption><span>Table ${number}. What decides: share of the variance between paths of ${decided} that lies between fifths of a feature of the market over the whole run, and the share of ${shareOf} on which the first wins in each fifth, ties counting half; small: the values of the feature there. Paths with one value are never parted, so groups may be fewer and uneven: they then say how many paths they have. What chance would do as well is left out</span></caption><thead><tr><th scope="col">Feature</th><th scope="col">Explains</th>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>${duels.map(group)}</table>`,
  );
}

/** True where something about the market explains who wins, beyond chance. */
export const isExplained = ({ summary }: Duel): boolean =>
  summary.deciding.some(({ explained }) => (explained ?? 0) > 0);
