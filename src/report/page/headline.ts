import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { multiple, percent } from '../format.ts';
import { protagonist, type Series, seriesOf, spotName } from '../series.ts';
import { isTooFew } from '../too-few-paths.ts';
import { complement, counted, figure, period, shown } from './figures.ts';
import { type Html, html, textOf } from './html.ts';

export type Verdict = 'onePath' | 'tooFewPaths' | 'ruined' | 'losesMost' | 'loses' | 'gains' | 'multiplies' | 'unclear';
export type Comparison = 'none' | 'below' | 'above' | 'withinError';

/** What the page says first, and the tests that let it. Plain text; names are isolated where they must be. */
export interface Headline {
  readonly verdict: Verdict;
  readonly comparison: Comparison;
  readonly words: Html;
  /** The same as plain text. */
  readonly text: string;
}

/** A median whose 95 % interval lies wholly below this has lost most of the money. */
export const lostMost = 0.5;

/** A median whose 95 % interval lies wholly above this has multiplied it. */
export const multiplied = 2;

/**
 * The headline: what the first fund does to the middle of its paths, and whether the coin does better.
 *
 * A verdict needs the whole 95 % interval of the median on one side of its threshold (0, 0.5, 1, 2); a comparison with spot
 * needs the whole Wilson interval of "ends below spot" on one side of one half. Where an interval straddles, the words are neutral.
 */
export function headline(result: RunResult, summary: Summary): Headline {
  const said = judged(result, summary);
  return { ...said, text: textOf(said.words) };
}

function judged(result: RunResult, summary: Summary): Omit<Headline, 'text'> {
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const spot = all.find((s) => s.name === 'spot' && s !== main);
  const rival = spotName(all);
  const time = period('setting.days', result.scenario.clock.days);

  if (result.paths === 1) {
    const ending = spot && html`, ${spot.label} at ${shown(spot, 'finalValue.median', multiple)}`;
    return {
      verdict: 'onePath',
      comparison: 'none',
      words: html`On this path ${main.label} ends at ${shown(main, 'finalValue.median', multiple)} after ${time}${ending}`,
    };
  }
  if (isTooFew(result.paths)) {
    return {
      verdict: 'tooFewPaths',
      comparison: 'none',
      words: html`${counted('paths', result.paths)} paths of ${main.label} over ${time}: too few to say what it does`,
    };
  }
  const verdict = verdictOf(main);
  const comparison = rival === undefined ? 'none' : comparisonWithSpot(main);
  return { verdict, comparison, words: sentence(verdict, comparison, main, rival ?? '') };
}

function verdictOf(s: Series): Verdict {
  const [low, high] = s.summary.finalValue.medianInterval;
  if (low === null || high === null) return 'unclear';
  if (high === 0) return 'ruined';
  if (high < lostMost) return 'losesMost';
  if (high < 1) return 'loses';
  if (low > multiplied) return 'multiplies';
  if (low > 1) return 'gains';
  return 'unclear';
}

function comparisonWithSpot(s: Series): Comparison {
  const [low, high] = s.summary.probability.belowSpot.interval;
  if (low === null || high === null) return 'none';
  if (low > 0.5) return 'below';
  return high < 0.5 ? 'above' : 'withinError';
}

function sentence(verdict: Verdict, comparison: Comparison, s: Series, rival: string): Html {
  const below = s.summary.probability.belowSpot.value;
  const most = 'more than half of all paths';
  const opening: Readonly<Record<Verdict, Html | null>> = {
    onePath: null,
    tooFewPaths: null,
    ruined: html`${s.label} ends at nothing on ${s.summary.finalValue.max === 0 ? 'all paths' : most}`,
    losesMost: html`${s.label} loses most of its value on ${s.summary.probability.halved.value === 1 ? 'all paths' : most}`,
    loses: html`${s.label} loses ${change(s, 100)} or more on half of all paths`,
    gains: html`${s.label} gains ${change(s, -100)} or more on half of all paths`,
    multiplies: html`${s.label} ends at ${shown(s, 'finalValue.median', multiple)} or more on half of all paths`,
    unclear: html`${s.label} loses about as often as it gains`,
  };
  const loses = verdict === 'ruined' || verdict === 'losesMost' || verdict === 'loses';
  const key = `${s.id}.probability.belowSpot.value`;
  const closing: Readonly<Record<Comparison, Html | null>> = {
    none: null,
    below: html`${loses ? ', and' : ', but'} trails ${rival} ${oftenness(below, (share) => figure(key, share, percent))}`,
    above:
      below === 0
        ? html`${loses ? ', yet' : ', and'} trails ${rival} on none`
        : html`${loses ? ', yet' : ', and'} beats ${rival} ${oftenness(below === null ? null : 1 - below, (share) => complement(key, 100, percent(share)))}`,
    withinError: html`; it beats ${rival} about as often as not`,
  };
  return html`${opening[verdict]}${closing[comparison]}`;
}

/** 0.23 → 77%: the size of a change, as a share of what was put in; of a gain with a scale below zero. */
function change(s: Series, scale: 100 | -100): Html {
  const { median } = s.summary.finalValue;
  return complement(`${s.id}.finalValue.median`, scale, percent(median === null ? null : Math.abs(median - 1)));
}

/** Said only of shares whose interval is above one half. */
function oftenness(share: number | null, print: (share: number) => Html): Html | string {
  if (share === null) return 'more often than not';
  if (share === 1) return 'on all';
  if (share >= 0.995) return 'on almost all';
  return share >= 0.55 ? html`on ${print(share)}` : 'more often than not';
}
