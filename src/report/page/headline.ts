import type { RunResult } from '../../result/run-result.ts';
import type { Summary } from '../../result/summary.ts';
import { duration, fixed, multiple, percent } from '../format.ts';
import { protagonist, type Series, seriesOf, spotName } from '../series.ts';
import { isTooFew } from '../too-few-paths.ts';

export type Verdict = 'onePath' | 'tooFewPaths' | 'ruined' | 'losesMost' | 'loses' | 'gains' | 'multiplies' | 'unclear';
export type Comparison = 'none' | 'below' | 'above' | 'withinError';

/** What the page says first, and the tests that let it. Plain text; names are isolated where they must be. */
export interface Headline {
  readonly verdict: Verdict;
  readonly comparison: Comparison;
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
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const spot = all.find((s) => s.name === 'spot' && s !== main);
  const rival = spotName(all);
  const period = duration(result.scenario.clock.days);
  const { median } = main.summary.finalValue;

  if (result.paths === 1) {
    const ending = spot ? `, ${spot.label} at ${multiple(spot.summary.finalValue.median)}` : '';
    return {
      verdict: 'onePath',
      comparison: 'none',
      text: `On this path ${main.label} ends at ${multiple(median)} after ${period}${ending}`,
    };
  }
  if (isTooFew(result.paths)) {
    return {
      verdict: 'tooFewPaths',
      comparison: 'none',
      text: `${fixed(result.paths, 0)} paths of ${main.label} over ${period}: too few to say what it does`,
    };
  }
  const verdict = verdictOf(main);
  const comparison = rival === undefined ? 'none' : comparisonWithSpot(main);
  return { verdict, comparison, text: sentence(verdict, comparison, main, rival ?? '') };
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

function sentence(verdict: Verdict, comparison: Comparison, s: Series, rival: string): string {
  const { median } = s.summary.finalValue;
  const below = s.summary.probability.belowSpot.value;
  const opening: Readonly<Record<Verdict, string>> = {
    onePath: '',
    tooFewPaths: '',
    ruined: `${s.label} ends at nothing on more than half of all paths`,
    losesMost: `${s.label} loses most of its value on more than half of all paths`,
    loses: `${s.label} loses ${change(median)} or more on half of all paths`,
    gains: `${s.label} gains ${change(median)} or more on half of all paths`,
    multiplies: `${s.label} ends at ${multiple(median)} or more on half of all paths`,
    unclear: `${s.label} loses about as often as it gains`,
  };
  const loses = verdict === 'ruined' || verdict === 'losesMost' || verdict === 'loses';
  const closing: Readonly<Record<Comparison, string>> = {
    none: '',
    below: `${loses ? ', and' : ', but'} trails ${rival} ${oftenness(below)}`,
    above: `${loses ? ', yet' : ', and'} beats ${rival} ${oftenness(below === null ? null : 1 - below)}`,
    withinError: `; it beats ${rival} about as often as not`,
  };
  return opening[verdict] + closing[comparison];
}

/** 0.23 → 77%: the size of a change, as a share of what was put in. */
const change = (median: number | null): string => percent(median === null ? null : Math.abs(median - 1));

/** Said only of shares whose interval is above one half. */
function oftenness(share: number | null): string {
  if (share === null) return 'more often than not';
  if (share >= 0.995) return 'on almost all';
  return share >= 0.55 ? `on ${percent(share)}` : 'more often than not';
}
