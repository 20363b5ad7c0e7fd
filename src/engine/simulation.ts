import { math } from '../math/math.ts';
import type { Stream } from '../random/stream.ts';
import { openStream } from '../random/stream.ts';
import { checkBooks } from './books.ts';
import type { Clock } from './clock.ts';
import { elapsedDays } from './clock.ts';
import type { Constants, State } from './contracts.ts';
import { StepError } from './errors.ts';
import type { AnyStep, Model } from './model.ts';
import type { Observation } from './observation.ts';
import { observation } from './observation.ts';
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

/** A column of the result: one number a path. */
export interface ColumnName {
  /** `null` for the market. */
  readonly holding: string | null;
  readonly name: string;
}

/** Where a block's results go. Columns are written at the path's place; counts are added to. */
export interface Sink {
  /** One array a column, as `columns` orders them; index `path - firstPath`. */
  readonly columns: readonly Float64Array[];
  /** One array of counters a holding. */
  readonly fans: readonly Uint32Array[];
  /** `samples[path][holding]`, and the coin last: values at the observed points; present for the first paths only. */
  readonly samples: readonly (readonly Float64Array[])[];
}

export interface Simulation {
  readonly columns: readonly ColumnName[];
  readonly observation: Observation;
  /** Simulates paths `firstPath` … `firstPath + count - 1`, each from start to end. */
  readonly runBlock: (firstPath: number, count: number, sink: Sink) => void;
  /** Simulates one path and shows every step of it: `see(step, phase, place, state)` after each phase of each model. */
  readonly trace: (path: number, see: Witness) => void;
}

export type Witness = (step: number, phase: Phase, place: string, state: Readonly<State>) => void;
export type Phase = 'begin' | 'withinBar' | 'step' | 'trade';

/** A model at its place in a run, with its own state, constants and random streams. */
interface Seat {
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
interface Deal {
  readonly draw: Record<string, number>;
  readonly name: string;
  readonly stream: Stream;
  readonly next: () => number;
}

/** What is the same for all paths at a step. */
interface SharedFacts {
  step: number;
  days: number;
  isLast: boolean;
  [calendar: string]: number | boolean;
}

/** Facts that several seats share, because the same things fall due for them. */
interface Almanac {
  readonly at: SharedFacts;
  readonly names: readonly string[];
  readonly counts: readonly Float64Array[];
}

/** One phase of one seat; a path is the same list of these, step after step. */
interface Operation {
  readonly seat: Seat;
  readonly phase: Phase;
  readonly run: AnyStep;
}

const noRule = Object.freeze({ isFiring: false, wantedLeverage: 0 });

/**
 * Opens a run: gives every model its seat, folds its constants, opens its random streams, lays out the columns.
 *
 * Within a step, always in this order: the price moves, funding is fixed, the market is watched; then each holding takes
 * what was met inside the bar, the step itself, its rule's decision and its trade; then it is watched.
 */
export function openSimulation(setup: Setup): Simulation {
  const { clock, key } = setup;
  const days = Float64Array.from({ length: clock.steps }, (_, step) => elapsedDays(clock, step + 1));
  const watched = observation(clock);
  const almanacs = new Map<string, Almanac>();
  const deals: Deal[] = [];

  const almanacOf = (calendar: Model['calendar']): Almanac => {
    const key = JSON.stringify(calendar);
    const names = Object.keys(calendar);
    const known = almanacs.get(key) ?? {
      at: { step: 0, days: 0, isLast: false, ...Object.fromEntries(names.map((name) => [name, 0])) },
      names,
      counts: Object.values(calendar).map((schedule) => stampsPerStep(schedule, clock)),
    };
    almanacs.set(key, known);
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

  const pages = [...almanacs.values()];
  const begin = (path: number, see?: Witness) => {
    for (const each of seats) Object.assign(each.s, each.initial);
    for (const { stream } of deals) stream.startPath(path);
    for (const each of seats) {
      each.model.begin?.(each.s, each.k, each.draw, each.at, each.ports, each.math);
      see?.(-1, 'begin', each.place, each.s);
    }
  };

  const advance = (step: number, see?: Witness) => {
    const isLast = step === clock.steps - 1;
    const day = days[step]!;
    for (const { at, names, counts } of pages) {
      at.step = step;
      at.days = day;
      at.isLast = isLast;
      for (let i = 0; i < names.length; i++) at[names[i]!] = counts[i]![step]!;
    }
    for (const deal of deals) deal.draw[deal.name] = deal.next();
    for (const { seat: of, run, phase: name } of operations) {
      run(of.s, of.k, of.draw, of.at, of.ports, of.math);
      see?.(step, name, of.place, of.s);
    }
  };

  const readers: { readonly column: ColumnName; readonly read: () => number }[] = [];
  const column = (holding: string | null, name: string, read: () => number) =>
    readers.push({ column: { holding, name }, read });
  const fieldsOf = (holding: string | null, from: Seat) => {
    for (const name of from.model.results) column(holding, name, () => from.s[name] as number);
  };
  for (const each of marketMetrics) fieldsOf(null, each);
  const books = holdings.map(({ own }) => checkBooks(own.s));
  holdings.forEach(({ name, own, metrics }, index) => {
    column(name, 'finalValue', () => own.s.value as number);
    for (const each of metrics) fieldsOf(name, each);
    for (const outcome of ['rebalances', 'turnover', 'ruinDays', 'liquidationDays', 'stopDays']) {
      if (outcome in own.s) column(name, outcome, () => own.s[outcome] as number);
    }
    const { accounts, residual } = books[index]!;
    for (const { field, account } of accounts) column(name, account, () => own.s[field] as number);
    column(name, 'log/residual', residual);
  });

  /** Replays a path that went wrong, to say where it first did. */
  const explain = (path: number, holding: string | null, quantity: string): StepError => {
    let found = '';
    begin(path);
    for (let step = 0; step < clock.steps && found === ''; step++) {
      advance(step, (_step, name, place, state) => {
        const bad = Object.entries(state).find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
        if (found === '' && bad !== undefined) found = `${place}: ${bad[0]} is ${bad[1]} after ${name} of step ${step}`;
      });
    }
    const of = holding === null ? 'the market' : `holding "${holding}"`;
    const first = found === '' ? '' : `; first seen in ${found}`;
    return new StepError(`${of}: ${quantity} is not a finite number on path ${path}${first}`, path);
  };

  const observe = (point: number, path: number, sink: Sink, coin: number) => {
    const samples = sink.samples[path];
    for (let h = 0; h < holdings.length; h++) {
      const value = holdings[h]!.own.s.value as number;
      const index = point * watched.binsPerPoint + watched.binOf(value);
      sink.fans[h]![index] = sink.fans[h]![index]! + 1;
      if (samples !== undefined) samples[h]![point] = value;
    }
    if (samples !== undefined) samples[holdings.length]![point] = coin;
  };

  const largest = new Float64Array(holdings.length);
  const runPath = (path: number, row: number, sink: Sink) => {
    begin(path);
    let coin = 1;
    largest.fill(1);
    observe(0, path, sink, coin);
    for (let step = 0; step < clock.steps; step++) {
      advance(step);
      coin *= 1 + (price.s.simpleReturn as number);
      for (let h = 0; h < holdings.length; h++) largest[h] = Math.max(largest[h]!, holdings[h]!.own.s.value as number);
      const point = watched.pointOfStep[step]!;
      if (point >= 0) observe(point, path, sink, coin);
    }
    for (let c = 0; c < readers.length; c++) {
      const value = readers[c]!.read();
      if (!Number.isFinite(value)) throw explain(path, readers[c]!.column.holding, readers[c]!.column.name);
      sink.columns[c]![row] = value;
    }
    for (let h = 0; h < holdings.length; h++) {
      const value = holdings[h]!.own.s.value as number;
      if (!(value >= 0))
        throw new StepError(`holding "${holdings[h]!.name}": value ${value} is below zero on path ${path}`, path);
      books[h]!.assertBalanced(holdings[h]!.name, path, largest[h]!);
    }
  };

  return {
    columns: readers.map((reader) => reader.column),
    observation: watched,
    runBlock: (firstPath, count, sink) => {
      for (let row = 0; row < count; row++) runPath(firstPath + row, row, sink);
    },
    trace: (path, see) => {
      begin(path, see);
      for (let step = 0; step < clock.steps; step++) advance(step, see);
    },
  };
}
