import { math } from '../math/math.ts';
import type { Stream } from '../random/stream.ts';
import { openStream } from '../random/stream.ts';
import type { Clock } from './clock.ts';
import type { Constants, DrawKind, LeverageLimits, State } from './contracts.ts';
import type { View } from './kinds.ts';
import { KINDS_IN_TURN, kinds } from './kinds.ts';
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
  /** At how many points behind the start values are observed on the way; left out: as `observation` has it. */
  readonly fanPoints?: number | undefined;
  /** The recording a model asked for, as tables on the clock. */
  readonly recordingOf: (model: Model) => Readonly<Record<string, Float64Array>>;
}

export type Phase = 'begin' | 'withinBar' | 'step' | 'trade';

/** Somebody with steps to take: a state of its own, constants, and what it is shown. */
export interface Player {
  readonly place: string;
  /** The place that its random streams are named after: its own, or that of the model it stands in for. */
  readonly drawsAs: string;
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
  /** `parts` are all that serve a holding, and serve those, but for what it holds: that goes on after its holder has left. */
  readonly holdings: readonly {
    readonly name: string;
    readonly own: Seat;
    readonly parts: readonly Seat[];
    readonly metrics: readonly Seat[];
  }[];
  readonly seats: readonly Seat[];
  /** One step of a path: the market's operations, then each holding's, which read the market and nobody else. */
  readonly phases: readonly (readonly Operation[])[];
  readonly deals: readonly Deal[];
  readonly almanacs: readonly Almanac[];
}

const NEXT = { normal: 'nextNormal', uniform: 'nextUniform', path: 'nextPath' } as const;

/** Of the stream of one of somebody's draws. */
export const streamName = ({ drawsAs }: Pick<Player, 'drawsAs'>, draw: string): string => `${drawsAs}/${draw}`;

/** A model with its parts, seated: who acts, and in which order. */
interface Party {
  readonly own: Seat;
  readonly parts: readonly Seat[];
  /** `own` and `parts`, in the order in which they begin. */
  readonly seats: readonly Seat[];
  readonly operations: readonly Operation[];
}

/** What can be read where a model sits. */
type Scope = Readonly<Partial<Record<View, object>>>;

/**
 * Gives every model its seat: folds its constants, opens its random streams, connects it to what it reads.
 *
 * Within a step, always in this order: the price moves, funding is fixed, the market is watched; then each holding: what it
 * holds, and who gives access to that; what was met inside the bar, the step itself; its rule's decision, its trade, its
 * life; then it is watched. Parts of one kind act in the order in which they were declared.
 */
export function seatModels(setup: Setup): Seating {
  const { clock, key } = setup;
  const almanacs = new Map<string, Almanac>();
  const deals: Deal[] = [];

  /**
   * A model wrapped in another, as its `of`, draws the numbers that it would draw without its wrapper, so that both can be
   * compared path by path; unless a draw of the same name is taken there.
   */
  const drawsAsOf = (place: string, model: Model, wrapper: Seat | undefined): string => {
    if (wrapper === undefined || place !== `${wrapper.place}/of`) return place;
    const taken = new Set(deals.map(({ player, name }) => streamName(player, name)));
    return Object.keys(model.draws).some((name) => taken.has(streamName(wrapper, name))) ? place : wrapper.drawsAs;
  };

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

  const seat = (place: string, model: Model, ports: object, owner: Owner, wrapper?: Seat): Seat => {
    const draw: Record<string, number> = Object.fromEntries(Object.keys(model.draws).map((name) => [name, 0]));
    const player: Seat = {
      place,
      drawsAs: drawsAsOf(place, model, wrapper),
      model,
      s: { ...model.state },
      initial: model.state,
      k: model.constants({
        clock,
        hasRange: setup.price.hasRange,
        targetLeverage: owner.targetLeverage,
        limits: owner.limits,
        isPart: owner.isPart,
        recording: setup.recordingOf(model),
      }),
      draw,
      at: almanacOf(model.calendar).at,
      ports,
      uses: model.uses,
      math: Object.keys(model.uses).length === 0 ? math : Object.freeze({ ...math, ...model.uses }),
    };
    for (const [name, kind] of Object.entries(model.draws)) {
      const stream = openStream(key, streamName(player, name));
      deals.push({ player, draw, name, kind, stream, next: stream[NEXT[kind]] });
    }
    return player;
  };

  const seatParty = (place: string, model: Model, around: Scope, owner: Owner, wrapper?: Seat): Party => {
    const ports: Record<string, object> = {};
    for (const view of kinds[model.kind].sees) ports[view] = around[view]!;
    const own = seat(place, model, ports, owner, wrapper);
    for (const [option, kind] of Object.entries(model.missing)) ports[option] = kinds[kind].outputs;
    const inTurn = Object.entries(model.parts).sort(
      ([, a], [, b]) => KINDS_IN_TURN.indexOf(a.kind) - KINDS_IN_TURN.indexOf(b.kind),
    );
    // What an access serves is the same at every depth: an access may be made of others.
    const serves = model.kind === 'access' ? around : { ...around, fund: own.s, holder: own.s, account: own.s };
    let scope: Scope = serves;
    const parties = inTurn.map(([option, part]) => {
      const isHolding = part.kind === 'holding';
      const party = seatParty(`${place}/${option}`, part, scope, isHolding ? ownerOf(part, true) : owner, own);
      ports[option] = party.own.s;
      if (isHolding) scope = { ...scope, held: party.own.s };
      return { party, turn: kinds[part.kind].turn };
    });
    const at = (turn: string) => parties.filter((each) => each.turn === turn).map(({ party }) => party);
    const operations = (turn: string) => at(turn).flatMap((party) => party.operations);
    const withinBar = setup.price.hasRange ? model.withinBar : undefined;
    return {
      own,
      parts: parties.flatMap(({ party }) => (party.own.model.kind === 'holding' ? [] : party.seats)),
      seats: [
        ...at('before').flatMap(({ seats }) => seats),
        own,
        ...[...at('between'), ...at('after')].flatMap(({ seats }) => seats),
      ],
      operations: [
        ...operations('before'),
        ...operation(own, 'withinBar', withinBar),
        ...operation(own, 'step', model.step),
        ...operations('between'),
        ...operation(own, 'trade', model.trade),
        ...operations('after'),
      ],
    };
  };

  const price = seatParty('price', setup.price, {}, nobody);
  const funding = seatParty('funding', setup.funding, { price: price.own.s }, nobody);
  const market = { price: price.own.s, funding: funding.own.s };
  const marketMetrics = setup.metrics
    .filter(({ observes }) => observes === 'market')
    .map((model) => seat(`metric/${model.name}`, model, market, nobody));

  const holdings = setup.holdings.map(({ name, model }) => {
    const place = `holding/${encodeURIComponent(name)}`;
    const owner = ownerOf(model, false);
    const party = seatParty(place, model, market, owner);
    const metrics = setup.metrics
      .filter(({ observes }) => observes === 'holding')
      .map((metric) => seat(`${place}/metric/${metric.name}`, metric, { ...market, holding: party.own.s }, owner));
    return { name, party, metrics };
  });

  const steps = (each: Seat) => operation(each, 'step', each.model.step);
  const phases = [
    [...price.operations, ...funding.operations, ...marketMetrics.flatMap(steps)],
    ...holdings.map(({ party, metrics }) => [...party.operations, ...metrics.flatMap(steps)]),
  ];
  const seats = [
    ...price.seats,
    ...funding.seats,
    ...marketMetrics,
    ...holdings.flatMap(({ party, metrics }) => [...party.seats, ...metrics]),
  ];

  return {
    price: price.own,
    marketMetrics,
    holdings: holdings.map(({ name, party: { own, parts }, metrics }) => ({ name, own, parts, metrics })),
    seats,
    phases,
    deals,
    almanacs: [...almanacs.values()],
  };
}

/** What a model's constants may know of the holding that it serves, or is. */
interface Owner {
  readonly targetLeverage: number;
  readonly limits: LeverageLimits;
  readonly isPart: boolean;
}

const nobody: Owner = { targetLeverage: 0, limits: { low: 0, high: 0 }, isPart: false };

const ownerOf = ({ targetLeverage, parts }: Model, isPart: boolean): Owner => ({
  targetLeverage,
  limits: parts.rebalance?.limits(targetLeverage) ?? nobody.limits,
  isPart,
});

/** An operation, where the model has such a phase. */
function operation(seat: Seat, phase: Phase, run: AnyStep | undefined): readonly Operation[] {
  return run === undefined ? [] : [{ seat, phase, run }];
}
