import type { Outcome, Posting, StoryEvent } from '../result/story.ts';
import { fixed, missing, plain } from './format.ts';

/** The lanes of a timeline, top to bottom. */
export const lanes = ['Rebalances', 'Funding', 'Fees', 'Dealing', 'Splits', 'Ends'] as const;
export type Lane = (typeof lanes)[number];

/** One mark on a lane: where it stands, whether money came or went, and its sentence. */
export interface LaneMark {
  readonly lane: Lane;
  /** Signed money, of what was put in; 0 where none changed hands. */
  readonly amount: number;
  readonly words: string;
}

/** What an event shows on the timeline: a mark on each lane it touches. */
export function marksOf(event: StoryEvent): readonly LaneMark[] {
  return [
    ...event.outcomes.map((outcome) => markOfOutcome(outcome, event)),
    ...event.postings.filter(({ account }) => !isOfTrade(account, event)).map(markOfPosting),
  ];
}

/** Trading costs of a rebalance are told with it. */
const isOfTrade = (account: string, { outcomes }: StoryEvent): boolean =>
  (account === 'trading' || account === 'slippage') && outcomes.some(({ what }) => what === 'rebalance');

function markOfOutcome({ what, count }: Outcome, event: StoryEvent): LaneMark {
  if (what === 'rebalance') {
    const cost = event.postings
      .filter(({ account }) => isOfTrade(account, event))
      .reduce((sum, { amount }) => sum + amount, 0);
    return { lane: 'Rebalances', amount: cost, words: `rebalance ${count}${turned(event)}${costs(cost)}` };
  }
  if (what === 'split') return { lane: 'Splits', amount: 0, words: `split ${count}` };
  if (what === 'closed' || what === 'open') return { lane: 'Dealing', amount: 0, words: `dealing ${what}` };
  return { lane: 'Ends', amount: 0, words: endWords[what] };
}

const endWords = { ruin: 'the fund is ruined', liquidation: 'liquidated', stop: 'stopped out' } as const;

function turned({ leverageBefore, leverage }: StoryEvent): string {
  if (leverageBefore === null || leverage === null) return '';
  return `, from ${fixed(leverageBefore, 2)}× to ${fixed(leverage, 2)}×`;
}

const costs = (amount: number): string => (amount === 0 ? '' : `, costs ${money(-amount)}`);

function markOfPosting({ account, amount }: Posting): LaneMark {
  const what = accountWords[account] ?? account;
  if (account === 'funding') {
    return {
      lane: 'Funding',
      amount,
      words: `funding ${amount < 0 ? 'paid' : 'received'}, ${money(Math.abs(amount))}`,
    };
  }
  return { lane: 'Fees', amount, words: `${what} ${signedMoney(amount)}` };
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
export const signedMoney = (amount: number): string => (amount > 0 ? `+${money(amount)}` : money(amount));

/** A line of the ledger: everything that one event did. */
export const eventInWords = (event: StoryEvent): string => {
  const words = marksOf(event).map((mark) => mark.words);
  return event.instant === 0 ? ['begins', ...words].join('; ') : words.join('; ');
};
