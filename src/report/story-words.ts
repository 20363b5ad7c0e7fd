import { costOfTrade, isOfTrade, type Outcome, type Posting, type StoryEvent } from '../result/story.ts';
import { fixed, missing, plain } from './format.ts';
import { scaled } from './page/figures.ts';
import { type Html, html } from './page/html.ts';

/** The lanes of a timeline, top to bottom. */
export const lanes = ['Rebalances', 'Funding', 'Fees', 'Dealing', 'Splits', 'Ends'] as const;
export type Lane = (typeof lanes)[number];

/** One mark on a lane: where it stands, whether money came or went, and its sentence. */
export interface LaneMark {
  readonly lane: Lane;
  /** Signed money, of what was put in; 0 where none changed hands. */
  readonly amount: number;
  readonly words: Html;
}

/** What an event shows on the timeline: a mark on each lane it touches. */
export function marksOf(event: StoryEvent): readonly LaneMark[] {
  return [
    ...event.outcomes.map((outcome) => markOfOutcome(outcome, event)),
    ...event.postings.filter(({ account }) => !isOfTrade(account, event)).map(markOfPosting),
  ];
}

function markOfOutcome({ what, count }: Outcome, event: StoryEvent): LaneMark {
  if (what === 'rebalance') {
    const cost = costOfTrade(event) ?? 0;
    return {
      lane: 'Rebalances',
      amount: cost,
      words: html`rebalance ${nth(what, count)}${turned(event)}${costs(cost)}`,
    };
  }
  if (what === 'split') return { lane: 'Splits', amount: 0, words: html`split ${nth(what, count)}` };
  if (what === 'closed' || what === 'open') return { lane: 'Dealing', amount: 0, words: html`dealing ${what}` };
  return { lane: 'Ends', amount: 0, words: html`${endWords[what]}` };
}

const endWords = { ruin: 'the fund is ruined', liquidation: 'liquidated', stop: 'stopped out' } as const;

/** Keys are those of an event that is told. */
const nth = (what: string, count: number): Html => scaled(`.counts.${what}`, 1, String(count));

function turned({ leverageBefore, leverage }: StoryEvent): Html | null {
  if (leverageBefore === null || leverage === null) return null;
  return html`, from ${scaled('.leverageBefore', 1, fixed(leverageBefore, 2))}× to ${scaled('.leverage', 1, fixed(leverage, 2))}×`;
}

const costs = (amount: number): Html | null =>
  amount === 0 ? null : html`, costs ${scaled('.tradeCost', -1, money(-amount))}`;

function markOfPosting({ account, amount }: Posting): LaneMark {
  const what = accountWords[account] ?? account;
  if (account === 'funding') {
    return {
      lane: 'Funding',
      amount,
      words: html`funding ${amount < 0 ? 'paid' : 'received'}, ${scaled(`.postings.${account}`, amount < 0 ? -1 : 1, money(Math.abs(amount)))}`,
    };
  }
  return { lane: 'Fees', amount, words: html`${what} ${signed(`.postings.${account}`, amount)}` };
}

const accountWords: Readonly<Record<string, string>> = {
  management: 'management fee',
  trading: 'trading cost',
  entry: 'entry cost',
  exit: 'exit cost',
  slippage: 'slippage',
  liquidation: 'taken at liquidation',
  held: 'what was held',
  paidIn: 'paid in',
  profit: 'market',
};

/** An account of money, in words. */
export const accountInWords = (account: string): string => accountWords[account] ?? account;

/** Money, of 1 put in: four significant digits, a real minus sign. */
export const money = (amount: number): string => (Number.isFinite(amount) ? plain(amount) : missing);
/** With its sign, also where it came. */
export const signed = (key: string, amount: number): Html => html`${amount > 0 && '+'}${scaled(key, 1, money(amount))}`;

/** A line of the ledger: everything that one event did. */
export const eventInWords = (event: StoryEvent): Html => {
  const words = [...(event.instant === 0 ? ['begins'] : []), ...marksOf(event).map((mark) => mark.words)];
  return html`${words.map((each, i) => html`${i > 0 && '; '}${each}`)}`;
};
