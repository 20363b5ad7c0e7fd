import type { RealityTrack } from './run-result.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A day on which the real price was quoted anew, at its last such instant. */
export interface QuotedDay {
  readonly instant: number;
  /** Days since 1970-01-01: the UTC day that the instant ends, so that a close at 24:00 belongs to its own day. */
  readonly day: number;
}

/** What both earned from one quoted day to the next, and what the run knows about the time between. */
export interface PairedReturn {
  readonly day: number;
  /** Simple returns. */
  readonly simulated: number;
  readonly real: number;
  readonly coin: number;
  /** Trades of the simulated one. */
  readonly rebalances: number;
  /** Days of the market in between on which there was no quote. */
  readonly daysWithoutQuote: number;
  /** Hours that its market’s record lacks. */
  readonly missingHours: number;
}

/** `2020-03-12`, of days since 1970-01-01. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const dayOf = (ms: number): number => Math.floor((ms - 1) / DAY_MS);

/** Days of the clock, and those of them on which the real price was quoted, while the simulated one is worth something. */
export function quotedDays({ instantsMs, quotes, simulated }: RealityTrack): {
  readonly marketDays: number;
  readonly quoted: readonly QuotedDay[];
} {
  const last = new Map<number, number>();
  const all = new Set<number>();
  for (let i = 0; i < instantsMs.length; i++) {
    const day = dayOf(instantsMs[i]!);
    all.add(day);
    if (quotes[i]! > (i === 0 ? 0 : quotes[i - 1]!)) last.set(day, i);
    // What is ruined has nothing to compare beyond the day that ruined it.
    if (simulated[i]! <= 0 && last.has(day)) break;
  }
  return { marketDays: all.size, quoted: [...last].map(([day, instant]) => ({ day, instant })) };
}

/** From each quoted day to the next. */
export function pairedReturns(track: RealityTrack, quoted: readonly QuotedDay[]): readonly PairedReturn[] {
  const { instantsMs, coin, simulated, real, rebalances } = track;
  const usualMs = usualStep(instantsMs);
  const over = (values: Float64Array, from: number, to: number) => values[to]! / values[from]! - 1;
  return quoted.slice(1).map(({ day, instant: to }, i) => {
    const from = quoted[i]!.instant;
    const between = new Set<number>();
    let missingMs = 0;
    for (let step = from + 1; step <= to; step++) {
      between.add(dayOf(instantsMs[step]!));
      if (usualMs < DAY_MS) missingMs += Math.max(0, instantsMs[step]! - instantsMs[step - 1]! - usualMs);
    }
    between.delete(day);
    between.delete(quoted[i]!.day);
    return {
      day,
      simulated: over(simulated, from, to),
      real: over(real, from, to),
      coin: over(coin, from, to),
      rebalances: rebalances[to]! - rebalances[from]!,
      daysWithoutQuote: between.size,
      missingHours: missingMs / HOUR_MS,
    };
  });
}

/** The median length of a step, the lower of two: a gap, or a night, is longer. */
function usualStep(instantsMs: Float64Array): number {
  const lengths = instantsMs.slice(1).map((ms, i) => ms - instantsMs[i]!);
  return lengths.sort()[(lengths.length - 1) >> 1] ?? DAY_MS;
}
