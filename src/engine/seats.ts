import { math } from '../math/math.ts';
import type { Stream } from '../random/stream.ts';
import { openStream } from '../random/stream.ts';
import type { Clock } from './clock.ts';
import type { Constants, DrawKind, State } from './contracts.ts';
import type { AnyStep, Model } from './model.ts';
import { stampsPerStep } from './schedule.ts';

/** What a simulation needs to know: models at their places, a clock, a key. It knows none of them by name. */
export interface Setup {
  readonly key: readonly [number, number];
  readonly clock: Clock;
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  readonly holdings: readonly { readonly name: string; readonly model: Model<'holding'> }[];
  /** Each watches the market, or every holding, as it declares. */
  readonly metrics: readonly Model<'metric'>[];
  /** The recording a model asked for, as tables on the clock. */
  readonly recordingOf: (model: Model) => Readonly<Record<string, Float64Array>>;
}

export type Phase = 'begin' | 'withinBar' | 'step' | 'trade';

/** Somebody with steps to take: a state of its own, constants, and what it is shown. */
export interface Player {
  readonly place: string;
  readonly s: State;
  readonly initial: State;
  readonly k: Constants;
  readonly draw: Record<string, number>;
  readonly at: SharedFacts;
  readonly ports: object;
  /** Helpers beyond the project's arithmetic. */
  readonly uses: Model['uses'];
  readonly math: object;
}

/** A model at its place in a run. */
export interface Seat extends Player {
  readonly model: Model;
}

/** A random number that a seat is dealt every step. */
export interface Deal {
  readonly player: Player;
  readonly draw: Record<string, number>;
  readonly name: string;
  readonly kind: DrawKind;
  readonly stream: Stream;
  readonly next: () => number;
}

/** What is the same for all paths at a step. */
export interface SharedFacts {
  step: number;
  days: number;
  isLast: boolean;
  [calendar: string]: number | boolean;
}

/** Facts that several seats share, because the same things fall due for them. */
export interface Almanac {
  readonly at: SharedFacts;
  readonly names: readonly string[];
  readonly counts: readonly Float64Array[];
}

/** One phase of one player; a path is the same list of these, step after step. */
export interface Operation {
  readonly seat: Player;
  readonly phase: Phase;
  readonly run: AnyStep;
}

/** Everyone at the table, and the order in which they act. */
export interface Seating {
  readonly price: Seat;
  readonly marketMetrics: readonly Seat[];
  readonly holdings: readonly { readonly name: string; readonly own: Seat; readonly metrics: readonly Seat[] }[];
  readonly seats: readonly Seat[];
  /** One step of a path: the market's operations, then each holding's, which read the market and nobody else. */
  readonly phases: readonly (readonly Operation[])[];
  readonly deals: readonly Deal[];
  readonly almanacs: readonly Almanac[];
}

/** Of the stream of a draw of whoever sits at a place. */
export const streamName = (place: string, draw: string): string => `${place}/${draw}`;

const noRule = Object.freeze({ isFiring: false, wantedLeverage: 0 });

/**
 * Gives every model its seat: folds its constants, opens its random streams, connects it to what it reads.
 *
 * Within a step, always in this order: the price moves, funding is fixed, the market is watched; then each holding takes
 * what was met inside the bar, the step itself, its rule's decision and its trade; then it is watched.
 */
export function seatModels(setup: Setup): Seating {
  const { clock, key } = setup;
  const almanacs = new Map<string, Almanac>();
  const deals: Deal[] = [];

  const almanacOf = (calendar: Model['calendar']): Almanac => {
    const entries = JSON.stringify(calendar);
    const names = Object.keys(calendar);
    const known = almanacs.get(entries) ?? {
      at: { step: 0, days: 0, isLast: false, ...Object.fromEntries(names.map((name) => [name, 0])) },
      names,
      counts: Object.values(calendar).map((schedule) => stampsPerStep(schedule, clock)),
    };
    almanacs.set(entries, known);
    return known;
  };

  const seat = (place: string, model: Model, ports: object, owner?: Pick<Model, 'targetLeverage' | 'parts'>): Seat => {
    const draw: Record<string, number> = Object.fromEntries(Object.keys(model.draws).map((name) => [name, 0]));
    const target = owner?.targetLeverage ?? 0;
    const player: Seat = {
      place,
      model,
      s: { ...model.state },
      initial: model.state,
      k: model.constants({
        clock,
        hasRange: setup.price.hasRange,
        targetLeverage: target,
        limits: owner?.parts.rebalance?.limits(target) ?? { low: 0, high: 0 },
        recording: setup.recordingOf(model),
      }),
      draw,
      at: almanacOf(model.calendar).at,
      ports,
      uses: model.uses,
      math: Object.keys(model.uses).length === 0 ? math : Object.freeze({ ...math, ...model.uses }),
    };
    for (const [name, kind] of Object.entries(model.draws)) {
      const stream = openStream(key, streamName(place, name));
      const next = kind === 'normal' ? stream.nextNormal : stream.nextUniform;
      deals.push({ player, draw, name, kind, stream, next });
    }
    return player;
  };

  const price = seat('price', setup.price, {});
  const funding = seat('funding', setup.funding, { price: price.s });
  const market = { price: price.s, funding: funding.s };
  const marketMetrics = setup.metrics
    .filter(({ observes }) => observes === 'market')
    .map((model) => seat(`metric/${model.name}`, model, market));

  const holdings = setup.holdings.map(({ name, model }) => {
    const place = `holding/${encodeURIComponent(name)}`;
    const ports: { rule: object } = { ...market, rule: noRule };
    const own = seat(place, model, ports, model);
    const ruleModel = model.parts.rebalance;
    const rule = ruleModel && seat(`${place}/${ruleModel.kind}`, ruleModel, { ...market, fund: own.s }, model);
    if (rule !== undefined) ports.rule = rule.s;
    const metrics = setup.metrics
      .filter(({ observes }) => observes === 'holding')
      .map((metric) => seat(`${place}/metric/${metric.name}`, metric, { ...market, holding: own.s }, model));
    return { name, own, rule, metrics };
  });

  const steps = (each: Seat) => operation(each, 'step', each.model.step);
  const phases = [
    [price, funding, ...marketMetrics].flatMap(steps),
    ...holdings.map(({ own, rule, metrics }) => [
      ...operation(own, 'withinBar', setup.price.hasRange ? own.model.withinBar : undefined),
      ...steps(own),
      ...(rule === undefined ? [] : steps(rule)),
      ...operation(own, 'trade', own.model.trade),
      ...metrics.flatMap(steps),
    ]),
  ];
  const seats = [
    price,
    funding,
    ...marketMetrics,
    ...holdings.flatMap(({ own, rule, metrics }) => (rule === undefined ? [own, ...metrics] : [own, rule, ...metrics])),
  ];

  return { price, marketMetrics, holdings, seats, phases, deals, almanacs: [...almanacs.values()] };
}

/** An operation, where the model has such a phase. */
function operation(seat: Seat, phase: Phase, run: AnyStep | undefined): readonly Operation[] {
  return run === undefined ? [] : [{ seat, phase, run }];
}
