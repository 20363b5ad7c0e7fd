import type { StoryFigure } from './charts/storyboard.ts';
import { fixed, multiple } from './format.ts';
import { accountInWords, signedMoney } from './story-words.ts';
import type { ToldPath } from './told-path.ts';

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
export function storyFigure({ why, story }: ToldPath, s: Narrated): StoryFigure {
  const holding = story.holdings.find(({ name }) => name === s.name)!;
  const end = holding.values.at(-1)!;
  const coin = story.coin.at(-1)!;
  const rebalances = holding.events.reduce(
    (sum, { outcomes }) => sum + outcomes.filter(({ what }) => what === 'rebalance').length,
    0,
  );
  const costs = holding.totals.filter(({ account }) => account !== 'profit');
  const profit = holding.totals.find(({ account }) => account === 'profit');
  const which = why === 'only' ? '' : `On its ${why} path `;
  return {
    id: `${why}-${s.id}`,
    name: why === 'only' ? s.name : names[why],
    colour: s.colour,
    story,
    holding,
    caption: {
      title: `${which}${s.label} ends at ${multiple(end)}, the coin at ${multiple(coin)}`,
      subtitle: `Blue: ${s.label}; grey: the coin. Below, every event${rebalances > 0 ? `; it trades back to its target ${fixed(rebalances, 0)} ${rebalances === 1 ? 'time' : 'times'}` : ''}.`,
      note: `Path ${fixed(story.path, 0)}, bit for bit as it was in the run. Of 1 put in, ${[
        ...(profit === undefined ? [] : [`the market gave ${signedMoney(profit.amount)}`]),
        ...costs.map(({ account, amount }) => `${accountInWords(account)} ${signedMoney(amount)}`),
      ].join(', ')}.`,
    },
  };
}
