import { accounts, outcomes } from '../../src/engine/accounts.ts';
import { generatedClock } from '../../src/engine/clock.ts';
import { fundingProcess, holderFlow, holding, priceProcess } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import { seatModels } from '../../src/engine/seats.ts';
import { openWalk } from '../../src/engine/walk.ts';

/** What one hour brings: all of it at its end, in this order. */
export interface Hour {
  readonly close?: number;
  readonly funding?: number;
  /** Dealing is halted in this hour, beside the halts of the fund's own life. */
  readonly isHalted?: boolean;
  /** Of all others, as shares of the units outstanding. */
  readonly subscribed?: number;
  readonly redeemed?: number;
  /** Money to subscribe, and worth to redeem; an order is taken whole, or refused. */
  readonly buys?: number;
  readonly sells?: number;
}

/** A state of which only the numbers are read. */
type Numbers = Readonly<Record<string, number>>;

/** What stands on the desk after an hour. */
export interface Standing {
  readonly fund: Numbers;
  readonly access: Numbers;
  readonly holder: Numbers;
  readonly life: Numbers;
}

/** A real fund, a real access, and one who gives them orders, an hour at a time. */
export interface Desk {
  readonly standing: () => Standing;
  readonly pass: (hour: Hour) => Standing;
}

export interface DeskSetup {
  readonly fund: Model<'holding'>;
  /** Made with the flow that the desk plays. */
  readonly access: (flow: Model<'flow'>) => Model<'access'>;
  readonly life?: Model<'life'>;
  readonly days?: number;
}

/** Money that the holder has at the start; he buys nothing before he is told to. */
export const CASH = 1;

export function openDesk({ fund, access, life, days = 30 }: DeskSetup): Desk {
  const clock = generatedClock(days, 60);
  const table = () => new Float64Array(clock.steps);
  const tape = { close: table(), log: table(), funding: table(), halted: table() };
  const orders = { buys: table(), sells: table() };
  const others = { subscribed: table(), redeemed: table() };

  const price = priceProcess({
    name: 'tapedPrice',
    options: {},
    constants: () => tape,
    step: (s, k, _draw, at, _ports, math) => {
      s.simpleReturn = math.at(k.close, at.step);
      s.logReturn = math.at(k.log, at.step);
    },
  });
  const funding = fundingProcess({
    name: 'tapedFunding',
    options: {},
    constants: () => tape,
    step: (s, k, _draw, at, _ports, math) => {
      s.rate = math.at(k.funding, at.step);
    },
  });
  const flow = holderFlow({
    name: 'tapedFlow',
    options: {},
    constants: () => others,
    step: (s, k, _draw, at, _ports, math) => {
      s.subscribed = math.at(k.subscribed, at.step);
      s.redeemed = math.at(k.redeemed, at.step);
    },
  });
  /** The fund, with halts on order, and a life that says so where the fund itself does not. */
  const listed = holding({
    name: 'listed',
    family: 'token',
    options: {},
    targetLeverage: (_options, parts) => parts.of!.targetLeverage,
    takes: { of: 'holding' } as const,
    mayTake: { life: 'life' } as const,
    state: { leverage: 0, hasFired: false },
    constants: () => tape,
    begin: (s, _k, _draw, _at, ports) => {
      s.value = ports.of.value;
    },
    step: (s, k, _draw, at, ports, math) => {
      s.value = ports.of.value;
      s.isRebalancing = ports.of.isRebalancing;
      s.isHalted = ports.life.isHalted || math.at(k.halted, at.step) > 0;
    },
  });
  const holder = holding({
    name: 'orderGiver',
    family: 'token',
    options: {},
    targetLeverage: () => 0,
    takes: { of: 'holding', access: 'access' } as const,
    state: { ...accounts, ...outcomes, cash: CASH, units: 0, bought: 0, sold: 0, refused: 0 },
    constants: () => orders,
    step: (s, k, _draw, at, ports, math) => {
      const buys = math.at(k.buys, at.step);
      const sells = math.at(k.sells, at.step);
      const { canBuy, canSell, buyKept, sellKept, buyable, sellable } = ports.access;
      s.bought = 0;
      s.sold = 0;
      if (buys > 0) {
        if (canBuy && buys <= s.cash && buys * buyKept <= buyable) {
          s.bought = buys * buyKept;
          s.units += s.bought / ports.of.value;
          s.cash -= buys;
        } else s.refused += 1;
      }
      if (sells > 0) {
        if (canSell && sells <= s.units * ports.of.value && sells <= sellable) {
          s.sold = sells;
          s.units = sells >= s.units * ports.of.value ? 0 : s.units - sells / ports.of.value;
          s.cash += sells * sellKept;
        } else s.refused += 1;
      }
      s.value = s.cash + s.units * ports.of.value;
    },
  });

  const of = life === undefined ? listed({ of: fund }) : listed({ of: fund, life });
  const model = holder({ of, access: access(flow()) });
  if (model.problems.length > 0) throw new Error(model.problems.join('\n'));
  const seating = seatModels({
    key: [1, 2],
    clock,
    price: price(),
    funding: funding(),
    holdings: [{ name: 'desk', model }],
    metrics: [],
    recordingOf: () => ({}),
  });
  const stateAt = (place: string) => seating.seats.find((seat) => seat.place === place)?.s ?? {};
  const standing = (): Standing => {
    const copyOf = (place: string) => ({ ...stateAt(`holding/desk${place}`) }) as Numbers;
    return { fund: copyOf('/of'), access: copyOf('/access'), holder: copyOf(''), life: copyOf('/of/life') };
  };
  const walk = openWalk(seating, clock);
  walk.begin(0);
  let step = 0;
  return {
    standing,
    pass: (hour) => {
      const {
        close = 0,
        funding: rate = 0,
        isHalted = false,
        subscribed = 0,
        redeemed = 0,
        buys = 0,
        sells = 0,
      } = hour;
      tape.close[step] = close;
      tape.log[step] = Math.log1p(close);
      tape.funding[step] = rate;
      tape.halted[step] = isHalted ? 1 : 0;
      others.subscribed[step] = subscribed;
      others.redeemed[step] = redeemed;
      orders.buys[step] = buys;
      orders.sells[step] = sells;
      walk.advance(step);
      step += 1;
      return standing();
    },
  };
}
