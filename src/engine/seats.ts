import { math } from '../math/math.ts';
import type { Stream } from '../random/stream.ts';
import { openStream } from '../random/stream.ts';
import type { Constants, DrawKind, LeverageLimits, State } from './contracts.ts';
import { correlatedShock, type Shock } from './correlated-shocks.ts';
import type { View } from './kinds.ts';
import { KINDS_IN_TURN, kinds } from './kinds.ts';
import type { AnyStep, Model } from './model.ts';
import { stampsPerStep } from './schedule.ts';
import type { Market, Setup } from './setup.ts';

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
  /** A draw of it that is the `z` of another, instead of a stream of its own. */
  readonly blended?: { readonly draw: string; readonly from: Player };
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
  /** Who blend the shocks of coins that move together; none where there is one coin. */
  readonly blenders: readonly Player[];
  /** One step of a path: the market's operations, then each holding's, which read the market and nobody else. */
  readonly phases: readonly (readonly Operation[])[];
  readonly deals: readonly Deal[];
  readonly almanacs: readonly Almanac[];
}

const NEXT = { normal: 'nextNormal', uniform: 'nextUniform', path: 'nextPath' } as const;

/** The draw that a price is moved by, where it is one normal number: coins move together by it. */
export const SHOCK = 'z';

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
  const shocks: Shock[] = [];

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

  const deal = (player: Player, name: string, kind: DrawKind) => {
    const stream = openStream(key, streamName(player, name));
    deals.push({ player, draw: player.draw, name, kind, stream, next: stream[NEXT[kind]] });
  };

  const seat = (place: string, model: Model, ports: object, owner: Owner, wrapper?: Seat): Seat => {
    const draw: Record<string, number> = Object.fromEntries(Object.keys(model.draws).map((name) => [name, 0]));
    const drawsAs = drawsAsOf(place, model, wrapper);
    const isBlended = owner.loadings.length > shocks.length && model.draws[SHOCK] === 'normal';
    if (isBlended) {
      shocks.push(correlatedShock(place, drawsAs, almanacOf({}).at, draw, owner.loadings, [...shocks]));
      deal(shocks.at(-1)!.own, SHOCK, 'normal');
    }
    const player: Seat = {
      place,
      drawsAs,
      model,
      s: { ...model.state },
      initial: model.state,
      k: model.constants({
        clock,
        hasRange: owner.hasRange,
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
      ...(isBlended ? { blended: { draw: SHOCK, from: shocks.at(-1)!.blended } } : {}),
    };
    for (const [name, kind] of Object.entries(model.draws)) {
      if (!isBlended || name !== SHOCK) deal(player, name, kind);
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
      const holder = isHolding ? ownerOf(part, true, owner.hasRange) : owner;
      const party = seatParty(`${place}/${option}`, part, scope, holder, own);
      ports[option] = party.own.s;
      if (isHolding) scope = { ...scope, held: party.own.s };
      return { party, turn: kinds[part.kind].turn };
    });
    const at = (turn: string) => parties.filter((each) => each.turn === turn).map(({ party }) => party);
    const operations = (turn: string) => at(turn).flatMap((party) => party.operations);
    const withinBar = owner.hasRange ? model.withinBar : undefined;
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

  const seatMarket = (place: string, market: Market, loadings: readonly number[]) => {
    const owner = { ...nobody, hasRange: market.price.hasRange };
    const price = seatParty(`${place}price`, market.price, {}, { ...owner, loadings });
    const funding = seatParty(`${place}funding`, market.funding, { price: price.own.s }, owner);
    return { price, funding, scope: { price: price.own.s, funding: funding.own.s }, owner };
  };
  const { otherMarkets = [] } = setup;
  const moveTogether = otherMarkets.some(({ loadings }) => loadings.length > 0);
  const first = seatMarket('', setup, moveTogether ? [1] : []);
  const others = new Map(
    otherMarkets.map((other) => [
      other.name,
      seatMarket(`market/${encodeURIComponent(other.name)}/`, other, other.loadings),
    ]),
  );
  const markets = [first, ...others.values()];
  const marketMetrics = setup.metrics
    .filter(({ observes }) => observes === 'market')
    .map((model) => seat(`metric/${model.name}`, model, first.scope, first.owner));

  const holdings = setup.holdings.map(({ name, model, market }) => {
    const place = `holding/${encodeURIComponent(name)}`;
    const { scope, owner: around } = market === undefined ? first : others.get(market)!;
    const owner = ownerOf(model, false, around.hasRange);
    const party = seatParty(place, model, scope, owner);
    const metrics = setup.metrics
      .filter(({ observes }) => observes === 'holding')
      .map((metric) => seat(`${place}/metric/${metric.name}`, metric, { ...scope, holding: party.own.s }, owner));
    return { name, party, metrics };
  });

  const steps = (each: Seat) => operation(each, 'step', each.model.step);
  const phases = [
    [
      ...shocks.flatMap(({ operations }) => operations),
      ...markets.flatMap(({ price, funding }) => [...price.operations, ...funding.operations]),
      ...marketMetrics.flatMap(steps),
    ],
    ...holdings.map(({ party, metrics }) => [...party.operations, ...metrics.flatMap(steps)]),
  ];
  const seats = [
    ...markets.flatMap(({ price, funding }) => [...price.seats, ...funding.seats]),
    ...marketMetrics,
    ...holdings.flatMap(({ party, metrics }) => [...party.seats, ...metrics]),
  ];

  return {
    price: first.price.own,
    marketMetrics,
    holdings: holdings.map(({ name, party: { own, parts }, metrics }) => ({ name, own, parts, metrics })),
    seats,
    blenders: shocks.flatMap(({ operations }) => operations.map((each) => each.seat)),
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
  /** The price of the market that it is in shows a range inside its steps. */
  readonly hasRange: boolean;
  /** Of a price that moves with others: its shares of their shocks, and of its own. */
  readonly loadings: readonly number[];
}

const nobody: Owner = {
  targetLeverage: 0,
  limits: { low: 0, high: 0 },
  isPart: false,
  hasRange: false,
  loadings: [],
};

const ownerOf = ({ targetLeverage, parts }: Model, isPart: boolean, hasRange: boolean): Owner => ({
  ...nobody,
  targetLeverage,
  limits: parts.rebalance?.limits(targetLeverage) ?? nobody.limits,
  isPart,
  hasRange,
});

/** An operation, where the model has such a phase. */
function operation(seat: Seat, phase: Phase, run: AnyStep | undefined): readonly Operation[] {
  return run === undefined ? [] : [{ seat, phase, run }];
}
