import type { RunResult } from '../../result/run-result.ts';
import type { DecidingFeature, Summary } from '../../result/summary.ts';
import { type Duel, duelsOf, isOfPairs } from '../duels.ts';
import { fixed, percent, sentenceCase } from '../format.ts';
import { figure, scaled } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { type Caption, type Chart, type Row, rounded } from './chart.ts';
import { featurePrinter, featureWords } from './market-feature-words.ts';
import { asSentence, frame, saying, silent } from './theme.ts';

/** Half the width of a 95 % interval, in standard errors. */
const whisker = 1.96;
/** Duels on the switch: more buttons would hide the picture. The tables have all. */
const mostDuels = 8;

/** Chance that the first beats the second by fifths of what decides it most; null where no duel has enough paths to say. */
export function whoWinsWhere(result: RunResult, summary: Summary): Chart | null {
  const told = duelsOf(result, summary).flatMap((duel) => {
    const top = duel.summary.deciding[0];
    return top === undefined || top.byQuintile.length === 0 || top.explained === null ? [] : [{ duel, top }];
  });
  const drawn = told.slice(0, mostDuels);
  const main = drawn[0];
  if (main === undefined) return null;
  const features = new Set(drawn.map(({ top }) => top.feature));
  const caption = ({ duel, top }: (typeof drawn)[number]) => captionOf(duel, top, told.length - drawn.length);
  const shown = { data: { name: 'quintiles' }, transform: [{ filter: 'datum.h === holding' }] };
  const pooled = drawn.map(({ duel }) => isOfPairs(duel));
  // One data file for all duels: its words must hold for each of them.
  const shareOf = pooled.every(Boolean)
    ? 'pairs and paths'
    : pooled.some(Boolean)
      ? 'paths, or of pairs and paths,'
      : 'paths';
  const x = {
    // Begins with the fifth's number: two fifths that read the same still have two places.
    field: 'place',
    type: 'ordinal',
    sort: { field: 'i' },
    scale: { paddingOuter: 0.3 },
    axis: {
      title: features.size === 1 ? sentenceCase(featureWords[main.top.feature].name) : null,
      labelExpr: "slice(split(datum.label, '|'), 1)",
      labelAngle: 0,
      ticks: false,
      domain: false,
    },
  };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: {
      title: 'The first ends above the second',
      format: '.0%',
      values: [0, 0.25, 0.5, 0.75, 1],
    },
  });

  return {
    id: 'who-wins-where',
    caption: caption(main),
    choices: drawn.map((each) => ({
      id: each.duel.id,
      name: each.duel.name,
      colour: 'var(--token-1)',
      caption: caption(each),
    })),
    initial: main.duel.id,
    table: {
      dataset: 'quintiles',
      columns: [
        { field: 'h', label: 'duel' },
        { field: 'feature', label: 'feature of the whole run' },
        { field: 'from', label: 'from' },
        { field: 'to', label: 'to' },
        { field: 'paths', label: 'paths' },
        { field: 'p', label: `share of ${shareOf} on which the first ends above the second` },
        { field: 'error', label: 'standard error' },
      ],
    },
    spec: {
      ...frame(
        `Share of ${shareOf} on which the first ends above the second, by fifths of a feature of the market over the whole run.`,
        250,
      ),
      params: [{ name: 'holding', value: main.duel.id }],
      datasets: { quintiles: drawn.flatMap(({ duel, top }) => rowsOf(duel, top)), half: [{ p: 0.5 }] },
      layer: [
        {
          data: { name: 'half' },
          mark: { type: 'rule', strokeDash: [3, 3], color: 'var(--ink-quiet)', ...silent },
          encoding: { y: y('p') },
        },
        {
          ...shown,
          mark: { type: 'line', color: 'var(--accent)', strokeWidth: 1, opacity: 0.35, ...silent },
          encoding: { x, y: y('p') },
        },
        {
          ...shown,
          mark: { type: 'rule', color: 'var(--accent)', strokeWidth: 1.8, ...silent },
          encoding: { x, y: y('lo'), y2: { field: 'hi' } },
        },
        {
          ...shown,
          transform: [...shown.transform, asSentence("datum.words + ': the first wins ' + datum.text + '.'")],
          mark: { type: 'point', filled: true, size: 64, color: 'var(--accent)', opacity: 1 },
          encoding: {
            x,
            y: y('p'),
            description: { field: 'words' },
            tooltip: saying,
          },
        },
        {
          ...shown,
          mark: { type: 'text', align: 'left', dx: 9, fontWeight: 600, fill: 'var(--ink)', ...silent },
          encoding: { x, y: y('p'), text: { field: 'share' } },
        },
      ],
    },
  };
}

function rowsOf(duel: Duel, { feature, byQuintile }: DecidingFeature): Row[] {
  const print = printerOf({ feature, byQuintile });
  return byQuintile.map(({ from, to, paths, probabilityFirstBeats: p, standardError }, i) => {
    const reach = whisker * (standardError ?? 0);
    const [low, high] = [print(from ?? 0), print(to ?? 0)];
    return {
      h: duel.id,
      i,
      feature,
      from: rounded(from ?? undefined),
      to: rounded(to ?? undefined),
      paths,
      place: `${i}|${low === high ? low : `${low}|to ${high}`}`,
      p: rounded(p ?? undefined),
      lo: p === null ? null : rounded(Math.max(0, p - reach)),
      hi: p === null ? null : rounded(Math.min(1, p + reach)),
      error: rounded(standardError ?? undefined),
      share: percent(p),
      text: !standardError ? percent(p) : `${percent(p)} ± ${fixed(100 * standardError, 1)}`,
      words: `${rangeInWords(low, high)}, ${fixed(paths, 0)} paths`,
    };
  });
}

/** Prints the ends of a feature's quintiles: `−12%`. */
function printerOf({
  feature,
  byQuintile,
}: Pick<DecidingFeature, 'feature' | 'byQuintile'>): (value: number) => string {
  return featurePrinter(
    feature,
    byQuintile.map(({ from, to }) => ({ from: from ?? 0, to: to ?? 0 })),
  );
}

/** The ends of a fifth, printed; a single value is said once. */
const rangeInWords = (low: string, high: string): string => (low === high ? low : `${low} to ${high}`);

/** The ends of a fifth of a feature, as figures of the summary; `at` is the key of the feature. */
export function rangeOf(at: string, top: Pick<DecidingFeature, 'feature' | 'byQuintile'>, nth: number): Html {
  const { from, to } = top.byQuintile[nth]!;
  const [print, scale] = [printerOf(top), featureWords[top.feature].isPercent ? 100 : 1];
  const [low, high] = [print(from ?? 0), print(to ?? 0)];
  const end = (name: string, text: string) => scaled(`${at}.byQuintile.${nth}.${name}`, scale, text);
  return low === high ? end('from', low) : html`${end('from', low)} to ${end('to', high)}`;
}

function captionOf(duel: Duel, top: DecidingFeature, left: number): Caption {
  const { firstLabel, secondLabel, summary } = duel;
  const { name, meaning } = featureWords[top.feature];
  const others = summary.deciding.filter((each) => each !== top && (each.explained ?? 0) > 0);
  const more = left > 0 && ' The others are in the tables.';
  const explains = (each: DecidingFeature) =>
    figure(`${duel.id}.deciding.${summary.deciding.indexOf(each)}.explained`, each.explained, percent);
  const share = (each: DecidingFeature) => html`, ${featureWords[each.feature].name} ${explains(each)}`;
  const [variance, decided] = isOfPairs(duel)
    ? ['variance between paths in the share of pairs that the first wins', 'the share of pairs that the first wins']
    : ['variance of who wins', 'who wins'];
  const explained =
    (top.explained ?? 0) > 0
      ? html`Of the ${variance}, ${name} explains ${explains(top)}${others.map(share)}; features go together, so these do not add up.`
      : html`No feature of the market explains more of ${decided} than chance would.`;
  return {
    title: titleOf(duel, top),
    subtitle: html`Share of ${isOfPairs(duel) ? 'all pairs and paths' : 'paths'} on which ${firstLabel} ends above ${secondLabel}, ties counting half, by fifths of ${name} over the whole run (${meaning}).`,
    note: html`Bars: 95% intervals. ${explained}${more}`,
  };
}

/** Says where the chance is lowest and where it is highest, only of a feature that explains something. */
function titleOf(duel: Duel, top: DecidingFeature): Html {
  const { firstLabel: first, secondLabel: second } = duel;
  const shares = top.byQuintile.map(({ probabilityFirstBeats }) => probabilityFirstBeats ?? 0);
  const lowest = shares.indexOf(Math.min(...shares));
  const highest = shares.indexOf(Math.max(...shares));
  if (!top.explained || shares.length === 0) {
    return html`Nothing measured of the market tells when ${first} beats ${second}`;
  }
  const at = `${duel.id}.deciding.${duel.summary.deciding.indexOf(top)}`;
  const chance = (nth: number) =>
    figure(`${at}.byQuintile.${nth}.probabilityFirstBeats`, top.byQuintile[nth]!.probabilityFirstBeats, percent);
  const [within, each] = isOfPairs(duel) ? ['in', 'duels'] : ['on', 'paths'];
  // The name of a holding is left as its author wrote it.
  const start = duel.hasSideNames ? sentenceCase(first) : first;
  return html`${start} beats ${second} ${within} ${chance(highest)} of ${each} where ${featureWords[top.feature].name} is ${rangeOf(at, top, highest)}, ${within} ${chance(lowest)} where it is ${rangeOf(at, top, lowest)}`;
}
