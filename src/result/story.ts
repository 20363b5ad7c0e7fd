/**
 * One path, told: what it came to step by step, and everything that happened to each holding on the way.
 *
 * Instants count from 0, the start; step t ends at instant t + 1. Money is in units of what was put in.
 */
export interface PathStory {
  readonly path: number;
  /** Of each instant: UTC for a recorded market, else since its start. */
  readonly instantsMs: Float64Array;
  /** The coin at each instant, as a multiple of its start. */
  readonly coin: Float64Array;
  readonly holdings: readonly HoldingStory[];
}

export interface HoldingStory {
  /** The author's own words. */
  readonly name: string;
  /** Worth at each instant. */
  readonly values: Float64Array;
  /** In the order in which they happened. */
  readonly events: readonly StoryEvent[];
  /** Of every account that moved, over the whole path; they add up to the worth at the end, less 1. */
  readonly totals: readonly Posting[];
}

/** When in a step: as it begins to hold, inside a recorded bar, at the end of the step, or as it trades there. */
export type StoryPhase = 'enters' | 'inside the bar' | 'at the step' | 'trades';

export interface StoryEvent {
  readonly instant: number;
  readonly phase: StoryPhase;
  /** What was posted, the profit of the market apart: that changes on every step. */
  readonly postings: readonly Posting[];
  readonly outcomes: readonly Outcome[];
  /** What it left. */
  readonly value: number;
  /** Of what it left, signed; `null` for a holding without a position of its own. */
  readonly leverage: number | null;
  /** Just before. */
  readonly leverageBefore: number | null;
}

export interface Posting {
  /** `funding`, `trading`, `management`, … */
  readonly account: string;
  /** Signed: what it added. */
  readonly amount: number;
}

/** What befell a holding; `count` is how many of it there have been by then. */
export interface Outcome {
  readonly what: 'rebalance' | 'ruin' | 'liquidation' | 'stop' | 'split' | 'closed' | 'open';
  readonly count: number;
}

/** Trading costs of a rebalance are part of it. */
export const isOfTrade = (account: string, { outcomes }: StoryEvent): boolean =>
  (account === 'trading' || account === 'slippage') && outcomes.some(({ what }) => what === 'rebalance');

/** What a rebalance cost, as money that came: below zero; null of an event without one. */
export const costOfTrade = (event: StoryEvent): number | null =>
  event.outcomes.some(({ what }) => what === 'rebalance')
    ? event.postings.filter(({ account }) => isOfTrade(account, event)).reduce((sum, { amount }) => sum + amount, 0)
    : null;

/** How often a holding traded back to its target. */
export const rebalancesOf = (events: readonly StoryEvent[]): number =>
  events.reduce((sum, { outcomes }) => sum + outcomes.filter(({ what }) => what === 'rebalance').length, 0);
