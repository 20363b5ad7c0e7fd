import { type Posting, rebalancesOf } from '../result/story.ts';
import type { ToldPath } from '../result/told-path.ts';
import type { StoryFigure } from './charts/storyboard.ts';
import { multiple } from './format.ts';
import { counted, figure } from './page/figures.ts';
import { html } from './page/html.ts';
import { MOST_DRAWN } from './story-lines.ts';
import { accountInWords, signed } from './story-words.ts';

const names: Readonly<Record<ToldPath['why'], string>> = {
  worst: 'Worst path',
  middle: 'Middle path',
  best: 'Best path',
  only: 'This path',
};

/** A holding as a story needs it: the place in the run, and what to call it. */
export interface Narrated {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly label: string;
  readonly colour: string;
}

/** A holding on a path, with the sentence that its end deserves. */
export function storyFigure({ why, story }: ToldPath, s: Narrated, nth = 0): StoryFigure {
  const at = `told.${nth}`;
  const key = (name: string) => `${at}.${s.id}.${name}`;
  const holding = story.holdings.find(({ name }) => name === s.name)!;
  const end = holding.values.at(-1)!;
  const coin = story.coin.at(-1)!;
  const rebalances = rebalancesOf(holding.events);
  const costs = holding.totals.filter(({ account }) => account !== 'profit');
  const profit = holding.totals.find(({ account }) => account === 'profit');
  const total = ({ account, amount }: Posting) => signed(key(`totals.${account}`), amount);
  const which = why === 'only' ? '' : `On its ${why} path `;
  return {
    id: `${why}-${s.id}`,
    name: why === 'only' ? s.name : names[why],
    colour: s.colour,
    at: `${at}.${s.id}`,
    story,
    holding,
    caption: {
      title: html`${which}${s.label} ends at ${figure(key('endsAt'), end, multiple)}, the coin at ${figure(`${at}.coinEndsAt`, coin, multiple)}`,
      subtitle: html`Blue: ${s.label}; grey: the coin. Below, every event${rebalances > 0 && html`; it trades back to its target ${counted(key('rebalances'), rebalances)} ${rebalances === 1 ? 'time' : 'times'}`}${holding.events.length > MOST_DRAWN && '; those that would cover each other are drawn once'}.`,
      note: html`Path ${counted(`${at}.path`, story.path)}, bit for bit as it was in the run. Of one put in, ${[
        ...(profit === undefined ? [] : [html`the market gave ${total(profit)}`]),
        ...costs.map((posting) => html`${accountInWords(posting.account)} ${total(posting)}`),
      ].map((words, i) => html`${i > 0 && ', '}${words}`)}.`,
    },
  };
}
