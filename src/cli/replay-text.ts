import type { SettledScenario } from '../batch/node/read-scenario.ts';
import type { Phase } from '../engine/seats.ts';
import { printable } from './printable.ts';

const DAY_MS = 86_400_000;

type Numbers = Readonly<Record<string, number | boolean>>;

/** Fields of a holding whose change is an event; profit changes on every step, and is told with the next event. */
const isPosting = (field: string) => /^book[A-Z]/.test(field) && field !== 'bookProfit';
const outcomeFields = ['rebalances', 'ruinDays', 'liquidationDays', 'stopDays'];

/**
 * One path, event by event: for each holding every posting and outcome, as its state changed, with day, phase, amount and
 * what it left. The first and the last value of each holding frame them. `say` is called with one line at a time.
 */
export function replayPath(
  { simulation, description: scenario, instantsMs }: SettledScenario,
  path: number,
  say: (line: string) => void,
): void {
  const names = new Map(scenario.holdings.map(({ name }) => [`holding/${encodeURIComponent(name)}`, printable(name)]));
  const before = new Map<string, Record<string, number | boolean>>();
  const { steps, days } = scenario.clock;
  const timeOf = (step: number) => {
    const ms = instantsMs[step + 1]!;
    return scenario.clock.kind === 'recorded' ? new Date(ms).toISOString() : `day ${number4(ms / DAY_MS)}`;
  };
  let coin = 1;
  say(`path ${path} of seed ${JSON.stringify(scenario.seed)}: ${steps} steps, ${number4(days)} days`);
  simulation.trace(path, (step: number, phase: Phase, place: string, state: Numbers) => {
    if (place === 'price' && phase === 'step') coin *= 1 + (state.simpleReturn as number);
    const name = names.get(place);
    if (name === undefined) return;
    const last = before.get(place) ?? {};
    before.set(place, { ...state });
    const events = step < 0 ? ['begins', ...postings(last, state)] : postings(last, state);
    if (events.length === 0) return;
    const exposure = typeof state.notional === 'number' && (state.value as number) > 0 ? state.notional : 0;
    const leverage = 'notional' in state ? `, leverage ${number4(exposure / ((state.value as number) || 1))}` : '';
    const when = step < 0 ? 'start' : `step ${step}, ${timeOf(step)}, coin ${number6(coin)}`;
    say(
      `  ${when}  ${name} ${phaseWords[phase]}: ${events.join(', ')} -> value ${number6(state.value as number)}${leverage}`,
    );
  });
  say(`market: coin ends at ${number6(coin)} times its start`);
  for (const [place, name] of names) {
    const end = before.get(place);
    if (end !== undefined) say(`${name}: finalValue ${end.value}, ${totals(end)}`);
  }
}

const phaseWords: Readonly<Record<Phase, string>> = {
  begin: 'enters',
  withinBar: 'inside the bar',
  step: 'at the step',
  trade: 'trades',
};

function postings(before: Numbers, after: Numbers): readonly string[] {
  const changed = Object.keys(after).filter(
    (field) => after[field] !== (before[field] ?? (/Days$/.test(field) ? -1 : 0)),
  );
  return changed.flatMap((field) => {
    const value = after[field] as number;
    if (isPosting(field))
      return [`${accountOf(field)} ${signed(value - ((before[field] as number | undefined) ?? 0))}`];
    if (!outcomeFields.includes(field)) return [];
    if (field === 'rebalances') return [`rebalance ${value}`];
    return value < 0 ? [] : [field.replace(/Days$/, '').toUpperCase()];
  });
}

function totals(state: Numbers): string {
  return Object.keys(state)
    .filter((field) => /^book[A-Z]/.test(field) && state[field] !== 0)
    .map((field) => `${accountOf(field)} ${signed(state[field] as number)}`)
    .join(', ');
}

const accountOf = (field: string) => field.charAt(4).toLowerCase() + field.slice(5);
const number4 = (value: number) => String(Number(value.toFixed(4)));
const number6 = (value: number) => String(Number(value.toPrecision(6)));
const signed = (value: number) => (value < 0 ? '' : '+') + number6(value);
