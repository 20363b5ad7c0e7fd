import type { OtherOrders } from '../finder/other-orders.ts';
import { accountInWords } from '../report/story-words.ts';
import type { HoldingStory, PathStory, StoryEvent } from '../result/story.ts';
import { printable } from './printable.ts';

/** A market that was found, told day by day, with numbers that a reader can work out again. */
export function foundText(story: PathStory, orders: OtherOrders): readonly string[] {
  const { coin, holdings } = story;
  return [
    `The coin: ${[...coin].map((each) => number4(100 * each)).join(' -> ')}.`,
    ...holdings.flatMap((holding) => ['', `${printable(holding.name)}:`, ...toldHolding(holding, coin)]),
    ...holdings
      .map((holding) => why(holding, coin))
      .filter((line) => line !== null)
      .flatMap((line) => ['', line]),
    ...inOtherOrders(orders),
  ];
}

function toldHolding({ values, events }: HoldingStory, coin: Float64Array): readonly string[] {
  const lines = [`  Start: 1 is put in${consequences(events, 0)} -> ${number4(values[0]!)}.`];
  let notional = exposureAfter(events, 0);
  for (let day = 1; day < values.length; day++) {
    const before = values[day - 1]!;
    const posted = sum(at(events, day).flatMap(({ postings }) => postings.map(({ amount }) => amount)));
    const profit = values[day]! - before - posted;
    const move = coin[day]! / coin[day - 1]! - 1;
    const held = notional === null || Math.abs(notional - before) < 1e-12 ? '' : ` on ${number4(notional)} of the coin`;
    lines.push(
      `  Day ${day}: the coin ${inWords(move)} (${number4(100 * coin[day - 1]!)} -> ${number4(100 * coin[day]!)})${held}: ` +
        `${profitInWords(profit)} (${number4(before)} -> ${number4(before + profit)})` +
        `${consequences(events, day)} -> ${number4(values[day]!)}.`,
    );
    notional = exposureAfter(events, day) ?? (notional === null ? null : notional * (1 + move));
  }
  return lines;
}

const at = (events: readonly StoryEvent[], instant: number) => events.filter((event) => event.instant === instant);

/** Worth of the coin held after the last event of an instant; `null` where nothing happened, or it has no position. */
function exposureAfter(events: readonly StoryEvent[], instant: number): number | null {
  const last = at(events, instant).at(-1);
  return last === undefined || last.leverage === null ? null : last.leverage * last.value;
}

function consequences(events: readonly StoryEvent[], instant: number): string {
  return at(events, instant)
    .flatMap(happened)
    .map((words) => `; ${words}`)
    .join('');
}

function happened({ postings, outcomes, value, leverage, leverageBefore }: StoryEvent): readonly string[] {
  const words = postings.map(({ account, amount }) => {
    const what = printable(accountInWords(account));
    return `${what} ${amount < 0 ? 'takes' : 'adds'} ${number4(Math.abs(amount))}`;
  });
  for (const { what } of outcomes) {
    if (what !== 'rebalance' || leverage === null || leverageBefore === null) {
      words.push(what);
      continue;
    }
    const earlier = value - sum(postings.map(({ amount }) => amount));
    const traded = leverage * value - leverageBefore * earlier;
    const exit = postings.find(({ account }) => account === 'exit')?.amount ?? 0;
    const reached = (leverage * value) / (value - exit);
    words.push(
      `rebalances from ${number4(leverageBefore)}x to ${number4(reached)}x, ${traded < 0 ? 'selling' : 'buying'} ${number4(Math.abs(traded))}`,
    );
  }
  return words;
}

function inOtherOrders({ orders, holding, ends }: OtherOrders): readonly string[] {
  if (orders < 2) return [];
  const told = ends.map(({ name, lowest, highest }) =>
    highest - lowest < 5e-5
      ? `${printable(name)} at ${number4(highest)} in each`
      : `${printable(name)} from ${number4(lowest)} to ${number4(highest)}`,
  );
  return ['', `The same days can come in ${orders} orders; it is so in ${holding} of them. Ends: ${told.join('; ')}.`];
}

/**
 * Why it came to this, of a holding that has the same leverage at the start of every day; `null` for others, and after one
 * day, from which no rule can be told and which says it all itself.
 */
function why({ name, values, events }: HoldingStory, coin: Float64Array): string | null {
  const days = values.length - 1;
  if (days < 2) return null;
  const leverages: number[] = [];
  for (let day = 0; day < days; day++) {
    const last = at(events, day).at(-1);
    if (last === undefined || last.leverage === null) return null;
    leverages.push(last.leverage);
  }
  const leverage = leverages[0]!;
  if (leverage === 0 || leverage === 1 || leverages.some((each) => Math.abs(each - leverage) > 1e-9)) return null;
  const moves = Array.from({ length: days }, (_, day) => coin[day + 1]! / coin[day]! - 1);
  const product = (by: number) => moves.map((move) => number4(1 + by * move)).join(' · ');
  const growth = moves.reduce((all, move) => all * (1 + leverage * move), 1);
  if (!moves.every((move) => 1 + leverage * move > 0)) return null;
  return (
    `Why: the coin comes to ${product(1)} = ${number4(coin.at(-1)!)}. ${printable(name)} begins every day at ${number4(leverage)}x, ` +
    `so it comes to ${product(leverage)} = ${number4(growth)} before costs, in whatever order the days come; ` +
    `costs leave ${number4(values.at(-1)! / growth)} of that: ${number4(values.at(-1)!)}.`
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
const number4 = (value: number) => String(Number(value.toFixed(4)));
const percent = (move: number) => `${number4(100 * Math.abs(move))} %`;
const inWords = (move: number) =>
  Math.abs(move) < 1e-12 ? 'stays where it is' : `${move < 0 ? 'falls' : 'rises'} ${percent(move)}`;
const profitInWords = (profit: number) =>
  Math.abs(profit) < 1e-12 ? 'gains nothing' : `${profit < 0 ? 'loses' : 'gains'} ${number4(Math.abs(profit))}`;
