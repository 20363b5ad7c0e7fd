import type { RunResult } from '../result/run-result.ts';
import type { HoldingSummary, PairSummary, Summary } from '../result/summary.ts';
import { seriesColour } from './palette.ts';

/** A holding as page and charts know it: its place is its identity (`h0`), its name is only ever text. */
export interface Series {
  readonly id: string;
  readonly index: number;
  /** The author's words, as they are. */
  readonly name: string;
  /** The name, fit to stand inside a sentence: isolated where it could turn the direction of the text around it. */
  readonly label: string;
  readonly colour: string;
  readonly family: 'token' | 'perpetual' | 'spot' | 'recorded';
  readonly targetLeverage: number;
  readonly summary: HoldingSummary;
}

/** Hebrew to Arabic, and the bidirectional controls: an unclosed override would mirror the rest of the sentence. */
const turnsDirection = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Wraps text that could change the direction of its surroundings in U+2068 … U+2069 (Unicode UAX #9, isolates). */
export const isolated = (text: string): string => (turnsDirection.test(text) ? `\u2068${text}\u2069` : text);

/** Every holding in declared order, with its summary and a colour of its family. */
export function seriesOf(result: RunResult, summary: Summary): readonly Series[] {
  const met: Record<string, number> = {};
  return result.scenario.holdings.map(({ name, family, targetLeverage }, index) => {
    const nth = met[family] ?? 0;
    met[family] = nth + 1;
    const found = Object.hasOwn(summary.holdings, name) ? summary.holdings[name] : undefined;
    if (found === undefined) throw new Error(`report: summary has no holding ${JSON.stringify(name)}`);
    return {
      id: `h${index}`,
      index,
      name,
      label: isolated(name),
      colour: seriesColour(family, nth),
      family,
      targetLeverage,
      summary: found,
    };
  });
}

/** The summary of a pair of holdings, whichever way round it was declared; `swapped` when `b` was declared first. */
export function pairOf(
  summary: Summary,
  a: Series,
  b: Series,
): { readonly pair: PairSummary; readonly key: string; readonly swapped: boolean } | undefined {
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  const name = `${first.name} vs ${second.name}`;
  const pair = Object.hasOwn(summary.pairs, name) ? summary.pairs[name] : undefined;
  return pair && { pair, key: `${first.id}:${second.id}`, swapped: a.index > b.index };
}

/**
 * What "below spot" in a summary compares with: the holding called `spot`, or where there is none the coin itself.
 * Undefined for a page about the coin, which there is nothing to compare with.
 */
export function spotName(all: readonly Series[]): string | undefined {
  const main = protagonist(all);
  if (main.family === 'spot') return undefined;
  return all.find((s) => s.name === 'spot')?.label ?? 'the coin';
}

/** What the page is mostly about: the first fund, else the first holding that is not the coin itself, else the first. */
export function protagonist<S extends Pick<Series, 'family'>>(all: readonly S[]): S {
  const found = all.find((s) => s.family === 'token') ?? all.find((s) => s.family !== 'spot') ?? all[0];
  if (found === undefined) throw new Error('report: a run has at least one holding');
  return found;
}
