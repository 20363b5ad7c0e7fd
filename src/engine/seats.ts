import { math } from '../math/math.ts';
import type { Stream } from '../random/stream.ts';
import { openStream } from '../random/stream.ts';
import type { Clock } from './clock.ts';
import type { Constants, State } from './contracts.ts';
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

/** A model at its place in a run, with its own state, constants and random streams. */
export interface Seat {
  readonly place: string;
  readonly model: Model;
  readonly s: State;
  readonly initial: State;
  readonly k: Constants;
  readonly draw: Record<string, number>;
  readonly at: SharedFacts;
  readonly ports: object;
  readonly math: object;
}

/** A random number that a seat is dealt every step. */
export interface Deal {
  readonly draw: Record<string, number>;
  readonly name: string;
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

/** One phase of one seat; a path is the same list of these, step after step. */
export interface Operation {
  readonly seat: Seat;
  readonly phase: Phase;
  readonly run: AnyStep;
}

/** Everyone at the table, and the order in which they act. */
export interface Seating {
  readonly price: Seat;
  readonly marketMetrics: readonly Seat[];
  readonly holdings: readonly { readonly name: string; readonly own: Seat; readonly metrics: readonly Seat[] }[];
  readonly seats: readonly Seat[];
  /** One step of a path. */
  readonly operations: readonly Operation[];
  readonly deals: readonly Deal[];
  readonly almanacs: readonly Almanac[];
}

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
    for (const [name, kind] of Object.entries(model.draws)) {
      const stream = openStream(key, `${place}/${name}`);
      deals.push({ draw, name, stream, next: kind === 'normal' ? stream.nextNormal : stream.nextUniform });
    }
    const target = owner?.targetLeverage ?? 0;
    return {
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
      math: Object.keys(model.uses).length === 0 ? math : Object.freeze({ ...math, ...model.uses }),
    };
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

  const operations: Operation[] = [];
  const phase = (of: Seat, name: Phase, run: AnyStep | undefined) => {
    if (run !== undefined) operations.push({ seat: of, phase: name, run });
  };
  for (const each of [price, funding, ...marketMetrics]) phase(each, 'step', each.model.step);
  for (const { own, rule, metrics } of holdings) {
    if (setup.price.hasRange) phase(own, 'withinBar', own.model.withinBar);
    phase(own, 'step', own.model.step);
    if (rule !== undefined) phase(rule, 'step', rule.model.step);
    phase(own, 'trade', own.model.trade);
    for (const each of metrics) phase(each, 'step', each.model.step);
  }
  const seats = [
    price,
    funding,
    ...marketMetrics,
    ...holdings.flatMap(({ own, rule, metrics }) => (rule === undefined ? [own, ...metrics] : [own, rule, ...metrics])),
  ];

  return { price, marketMetrics, holdings, seats, operations, deals, almanacs: [...almanacs.values()] };
}
