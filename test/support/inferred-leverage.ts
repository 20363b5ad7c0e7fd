import { type ImpliedBasket, impliedBasket } from '../../src/statistics/implied-leverage.ts';
import { quantileSorted } from '../../src/statistics/quantile-sorted.ts';

const DAY_MS = 86_400_000;
const YEARS = [2020, 2021, 2022, 2023];
const QUANTILES = [0.01, 0.25, 0.5, 0.75, 0.99];
const HOURS = 24;

export type Quarters = 'even' | 'odd' | 'all';

/** |leverage| at the end of each day but the first; NaN where the basket is not known to 10 %. */
export type Daily = readonly number[];

/** Leverage inferred day by day from hourly values, those of a record and those of what simulates it in the same way. */
export function inference(instantsMs: ArrayLike<number>, coin: Float64Array) {
  const dayOf = (i: number) => Math.floor((instantsMs[i]! - 1) / DAY_MS);
  const last = instantsMs.length - 1;
  const ends = Array.from(instantsMs, (_, i) => i).filter((i) => i === last || dayOf(i) !== dayOf(i + 1));
  const dates = ends.slice(1).map((end) => new Date(dayOf(end) * DAY_MS));
  const windows = ends.slice(1).map((end, i) => [ends[i]!, end + 1] as const);
  const basketsOf = (values: Float64Array): ImpliedBasket[] =>
    windows.map(([from, to]) => impliedBasket(values.subarray(from, to), coin.subarray(from, to)));

  const daily = (values: Float64Array): Daily =>
    basketsOf(values).map(({ basket, standardError, leverage }) =>
      standardError / Math.abs(basket) < 0.1 ? Math.abs(leverage) : Number.NaN,
    );

  /**
   * What a price had beyond its basket, hour by hour, as a fraction and without its mean, drawn for each day from the forty
   * around it; the noisiest 3 % of those are trades within the day, and left out.
   */
  function noiseOf(values: Float64Array) {
    const baskets = basketsOf(values);
    const days = windows.map(([from, to], day) => {
      let level = 0;
      const levels = Array.from({ length: to - from }, (_, k) => {
        const i = from + k;
        const left = values[i]! - values[i - 1]! - baskets[day]!.basket * (coin[i]! - coin[i - 1]!);
        if (k > 0 && Number.isFinite(left)) level += left / values[i - 1]!;
        return level;
      });
      const mean = levels.reduce((sum, each) => sum + each, 0) / levels.length;
      return levels.map((each) => each - mean);
    });
    const size = (day: readonly number[]) => day.reduce((sum, each) => sum + each * each, 0);
    const nearby = windows.map((_, day) => {
      const around = days.slice(Math.max(0, day - 20), day + 21).filter(({ length }) => length === HOURS + 1);
      return around.sort((a, b) => size(a) - size(b)).slice(0, Math.floor(around.length * 0.97));
    });
    return (clean: Float64Array, uniform: () => number): Float64Array => {
      const noisy = clean.slice();
      windows.forEach(([from, to], day) => {
        const drawn = nearby[day]![Math.floor(uniform() * nearby[day]!.length)]!;
        for (let i = from + 1; i < to; i++) noisy[i]! *= 1 + drawn[Math.min(HOURS, i - from)]!;
      });
      return noisy.map((each, i) => (Number.isFinite(values[i]!) ? each : Number.NaN));
    };
  }

  /** Five quantiles in each of four years, of one series or of several together. */
  function quantiles(all: readonly Daily[], quarters: Quarters): number[] {
    const isAsked = (date: Date) =>
      quarters === 'all' || (Math.floor(date.getUTCMonth() / 3) % 2 === 1) === (quarters === 'even');
    return YEARS.flatMap((year) => {
      const asked = dates.flatMap((date, day) => (date.getUTCFullYear() === year && isAsked(date) ? [day] : []));
      const known = all.flatMap((daily) => asked.map((day) => daily[day]!)).filter((each) => !Number.isNaN(each));
      const sorted = Float64Array.from(known).sort();
      return QUANTILES.map((p) => quantileSorted(sorted, p));
    });
  }

  /** Mean distance of the quantiles of one series from those of several together. */
  function distances(each: readonly Daily[], together: readonly Daily[], quarters: Quarters): readonly number[] {
    const pooled = quantiles(together, quarters);
    return each.map(
      (one) =>
        quantiles([one], quarters).reduce((sum, value, i) => sum + Math.abs(value - pooled[i]!), 0) / pooled.length,
    );
  }
  const distance = (record: Daily, realisations: readonly Daily[], quarters: Quarters): number =>
    distances([record], realisations, quarters)[0]!;

  /** Share of realisations, the record one of them, that are at least as far from all of them together as the record is. */
  function pValue(record: Daily, realisations: readonly Daily[], quarters: Quarters) {
    const ofRecord = distance(record, realisations, quarters);
    const further = distances(realisations, realisations, quarters).filter((each) => each >= ofRecord);
    return (1 + further.length) / (1 + realisations.length);
  }

  /**
   * Mean continuous ranked probability score of the quantiles of a record, Gneiting & Raftery (2007), eq. 21, without bias
   * (Ferro 2014): in leverage, the less the better, and proper, so that it pays neither to be too sure nor too vague.
   */
  function score(record: Daily, realisations: readonly Daily[], quarters: Quarters) {
    const simulated = realisations.map((each) => quantiles([each], quarters));
    const scores = quantiles([record], quarters).map((real, i) => {
      const all = simulated.map((each) => each[i]!);
      const sumOf = (of: (value: number) => number) => all.reduce((sum, each) => sum + of(each), 0);
      const apart = sumOf((a) => sumOf((b) => Math.abs(a - b)));
      return sumOf((each) => Math.abs(each - real)) / all.length - apart / (2 * all.length * (all.length - 1));
    });
    return scores.reduce((sum, each) => sum + each, 0) / scores.length;
  }

  return { daily, noiseOf, pValue, score, distance };
}

/** Park & Miller (1988); uniform in (0, 1), the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
