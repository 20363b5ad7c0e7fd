import fc from 'fast-check';
import { expect, test } from 'vitest';
import { primaryMarket } from '../../src/access/primary-market.ts';
import { leveragedToken } from '../../src/tokens/leveraged-token.ts';
import { lifeCycle } from '../../src/tokens/life/life-cycle.ts';
import { daily } from '../../src/tokens/rebalance/daily.ts';
import { evenly, near, pinned } from '../support/arbitraries.ts';
import type { Desk, Hour, Standing } from './desk.ts';
import { openDesk } from './desk.ts';

const SUBSCRIBE = 0.002;
const REDEEM = 0.003;
const HOLDER_LIMIT = 0.6;
const TOTAL_LIMIT = 0.2;
const SHARE = 0.25;
const BLOCKED_HOURS = 2;
const SMALLEST = 0.01;
const SPLIT_BELOW = 8;
const MOST_HOURS = 719;

const open = () =>
  openDesk({
    fund: leveragedToken({ leverage: 3, rebalance: daily(), tradingFee: 0, managementPerDay: 0 }),
    access: (flow) =>
      primaryMarket({
        subscriptionFee: SUBSCRIBE,
        redemptionFee: REDEEM,
        holderLimitPerDay: HOLDER_LIMIT,
        totalLimitPerDay: TOTAL_LIMIT,
        holderShare: SHARE,
        blockedMinutes: 60 * BLOCKED_HOURS,
        smallestOrder: SMALLEST,
        flow,
      }),
    life: lifeCycle({ initialUnitPrice: 10, splitBelow: SPLIT_BELOW, splitRatio: 4, haltHours: 3 }),
  });

type StateName = 'open' | 'rebalancing' | 'halted' | 'terminated';

/** The same desk in thirty lines. Worth is per unit of the holder's money, units per unit outstanding at the start. */
class Ledger {
  hours = 0;
  nav = 1;
  exposure = 3;
  unitPrice = 10;
  splits = 0;
  haltedUntil = 0;
  blockedUntil = -1;
  cash = 1;
  mine = 0;
  theirs = 1 - SHARE;
  today = { all: 1, bought: 0, sold: 0, minted: 0, burnt: 0 };
  minted = 0;
  burnt = 0;
  refused = 0;
  deals = 0;
  mayBuy = true;
  maySell = true;
  roomIn = 0;
  roomOut = 0;
  state: StateName = 'open';
  readonly seen = new Set<StateName>();

  pass({ close = 0, funding = 0, isHalted = false, subscribed = 0, redeemed = 0, buys = 0, sells = 0 }: Hour): void {
    this.hours += 1;
    this.nav += this.exposure * close;
    this.exposure *= 1 + close;
    this.nav -= this.exposure * funding;
    const isAlive = this.state !== 'terminated' && this.nav > 0;
    if (!isAlive) this.nav = this.exposure = 0;
    const isMidnight = this.hours % 24 === 0;
    const wasHalted = isHalted || this.hours - 1 < this.haltedUntil;
    if (isMidnight) {
      this.exposure = 3 * this.nav;
      this.blockedUntil = this.hours + BLOCKED_HOURS;
      this.today = { all: this.mine + this.theirs, bought: 0, sold: 0, minted: 0, burnt: 0 };
    }
    const isBlocked = isMidnight || this.hours < this.blockedUntil;
    this.state = !isAlive ? 'terminated' : wasHalted ? 'halted' : isBlocked ? 'rebalancing' : 'open';
    this.seen.add(this.state);
    const isOpen = this.state === 'open';
    const { today } = this;
    const most = TOTAL_LIMIT * today.all;
    const all = this.mine + this.theirs;
    this.mint(isOpen ? Math.max(0, Math.min(all * subscribed, most - today.minted)) : 0, 'theirs');
    this.burn(isOpen ? Math.max(0, Math.min(all * redeemed, this.theirs, most - today.burnt)) : 0, 'theirs');
    this.roomIn = Math.max(0, Math.min(HOLDER_LIMIT - today.bought, ((most - today.minted) * this.nav) / SHARE));
    this.roomOut = Math.max(0, Math.min(HOLDER_LIMIT - today.sold, ((most - today.burnt) * this.nav) / SHARE));
    this.mayBuy = isOpen && this.roomIn >= SMALLEST;
    this.maySell = isOpen && this.roomOut >= SMALLEST;
    const gets = buys * (1 - SUBSCRIBE);
    const takesBuy = buys > 0 && this.mayBuy && buys <= this.cash && gets <= this.roomIn;
    const takesSell = sells > 0 && this.maySell && sells <= this.worth() + 1e-12 && sells <= this.roomOut;
    if (takesBuy) {
      this.cash -= buys;
      today.bought += gets;
      this.mint((SHARE * gets) / this.nav, 'mine');
    }
    if (takesSell) {
      this.cash += sells * (1 - REDEEM);
      today.sold += sells;
      this.burn((SHARE * sells) / this.nav, 'mine');
    }
    this.deals += (takesBuy ? 1 : 0) + (takesSell ? 1 : 0);
    this.refused += (buys > 0 && !takesBuy ? 1 : 0) + (sells > 0 && !takesSell ? 1 : 0);
    this.unitPrice = isAlive ? 10 * 4 ** this.splits * this.nav : 0;
    if (isAlive && this.hours >= this.haltedUntil && this.unitPrice < SPLIT_BELOW) {
      this.splits += 1;
      this.unitPrice *= 4;
      this.haltedUntil = this.hours + 3;
    }
  }

  worth(): number {
    return (this.mine * this.nav) / SHARE;
  }

  private mint(units: number, whose: 'mine' | 'theirs'): void {
    this[whose] += units;
    this.minted += units;
    this.today.minted += units;
  }

  private burn(units: number, whose: 'mine' | 'theirs'): void {
    this[whose] -= units;
    this.burnt += units;
    this.today.burnt += units;
  }
}

/** Every way there is from one state to the next; the end is the end. */
const TRANSITIONS: Readonly<Record<StateName, readonly StateName[]>> = {
  open: ['open', 'rebalancing', 'halted', 'terminated'],
  rebalancing: ['open', 'rebalancing', 'halted', 'terminated'],
  halted: ['open', 'rebalancing', 'halted', 'terminated'],
  terminated: ['terminated'],
};

/** What the desk shows, as one word. */
function stateOf({ fund, access }: Standing, hours: number): StateName {
  if (fund.value! <= 0) return 'terminated';
  if (fund.isHalted) return 'halted';
  const isClosed = Boolean(fund.isRebalancing) || access.blockedUntilDays! > hours / 24;
  return isClosed ? 'rebalancing' : 'open';
}

/** Passes an hour on both, and holds them together. */
function passBoth(ledger: Ledger, desk: Desk, hour: Hour): void {
  const before = desk.standing();
  const was = ledger.state;
  const mint = ledger.minted - ledger.burnt;
  ledger.pass(hour);
  const after = desk.pass(hour);
  const { fund, access, holder, life } = after;

  // One expectation at the end: there are a hundred thousand hours, and expecting takes longer than all else.
  const wrong: string[] = [];
  const must = (what: string, holds: boolean) => {
    if (!holds) wrong.push(what);
  };
  const same = (of: string, a: number, b: number) => must(`${of}: ${a}, not ${b}`, near(a, b, 1e-9));
  const state = stateOf(after, ledger.hours);
  must(`${state}, not ${ledger.state}`, state === ledger.state);
  must(`from ${was} to ${state}`, TRANSITIONS[was].includes(state));
  must('may buy', Boolean(access.canBuy) === ledger.mayBuy);
  must('may sell', Boolean(access.canSell) === ledger.maySell);
  // Nobody's dealing moves the worth of a unit: it is that of the fund alone.
  same('value', fund.value!, ledger.nav);
  same('cash', holder.cash!, ledger.cash);
  same('worth', holder.units! * fund.value!, ledger.worth());
  same('unit price', life.unitPrice!, ledger.unitPrice);
  same('splits', life.splits!, ledger.splits);
  same('refused', holder.refused!, ledger.refused);
  // Units: those at the start, plus those subscribed, less those redeemed. The access hears of the holder an hour later.
  const heard = access.unitsOfHolder! * fund.value! + SHARE * (holder.bought! - holder.sold!);
  same('units of the holder', heard, SHARE * holder.units! * fund.value!);
  same('units of others', access.unitsOfOthers!, ledger.theirs);
  same('units outstanding', ledger.mine + ledger.theirs, 1 - SHARE + ledger.minted - ledger.burnt);
  if (ledger.state === 'open') {
    same('buyable', access.buyable!, ledger.roomIn);
    same('sellable', access.sellable!, ledger.roomOut);
  } else {
    must(
      `no dealing while ${ledger.state}`,
      !access.canBuy && !access.canSell && holder.bought === 0 && holder.sold === 0,
    );
    must('no units while closed', ledger.minted - ledger.burnt === mint);
  }
  for (const each of [holder.cash!, holder.units!, access.unitsOfOthers!, fund.value!]) must(`${each} >= 0`, each >= 0);
  // An order that is refused leaves no trace but the refusal.
  if (holder.refused! > before.holder.refused! && holder.bought === 0 && holder.sold === 0) {
    must('no trace', holder.cash === before.holder.cash && holder.units === before.holder.units);
  }
  expect(wrong, `hour ${ledger.hours}`).toEqual([]);
}

type Command = fc.Command<Ledger, Desk>;

const command = (name: string, hours: (ledger: Ledger, desk: Desk) => readonly Hour[]): Command => ({
  check: (ledger) => ledger.hours < MOST_HOURS - 30,
  run: (ledger, desk) => {
    for (const hour of hours(ledger, desk)) passBoth(ledger, desk, hour);
  },
  toString: () => name,
});

const subscribe = evenly(0, 0.8).map((money) => command(`Subscribe ${money}`, () => [{ buys: money }]));
const redeem = evenly(0, 0.8).map((worth) => command(`Redeem ${worth}`, () => [{ sells: worth }]));
const redeemAll = fc.constant(
  command('Redeem all', (_, desk) => {
    const { fund, holder } = desk.standing();
    return [{ sells: holder.units! * fund.value! }];
  }),
);
const priceMove = fc
  .oneof({ weight: 20, arbitrary: evenly(-0.1, 0.1) }, { weight: 1, arbitrary: fc.constant(-0.5) })
  .map((close) => command(`PriceMove ${close}`, () => [{ close }]));
const funding = evenly(-0.01, 0.01).map((rate) => command(`Funding ${rate}`, () => [{ funding: rate }]));
const tick = fc
  .integer({ min: 1, max: 26 })
  .map((hours) => command(`Tick ${hours}`, () => new Array<Hour>(hours).fill({})));
const split = fc.constant(
  command('Split', ({ nav, unitPrice, exposure }) => {
    const close = ((0.95 * SPLIT_BELOW) / unitPrice - 1) * (nav / exposure);
    return [{ close: Math.abs(close) < 0.3 ? close : 0 }];
  }),
);
const halt = fc
  .integer({ min: 1, max: 5 })
  .map((hours) => command(`Halt ${hours}`, () => new Array<Hour>(hours).fill({ isHalted: true, sells: 0.1 })));
const others = fc
  .tuple(evenly(0, 0.2), evenly(0, 0.2))
  .map(([subscribed, redeemed]) => command(`Others ${subscribed} ${redeemed}`, () => [{ subscribed, redeemed }]));
const rush = fc
  .tuple(evenly(0, 0.3), evenly(0, 0.2), evenly(-0.05, 0.05))
  .map(([sells, redeemed, close]) => command(`Rush ${sells} ${redeemed} ${close}`, () => [{ sells, redeemed, close }]));

// Kills: a limit that counts the wrong day, or only the holder; dealing while closed; a split that moves worth; an order
// refused in part; units lost between the holder and the fund.
test('whatever is ordered, whatever the market does, the desk is the ledger of thirty lines', () => {
  const seen = new Set<StateName>();
  let splits = 0;
  let refused = 0;
  let dealt = 0;
  fc.assert(
    fc.property(
      fc.commands([subscribe, subscribe, redeem, redeemAll, priceMove, funding, tick, split, halt, others, rush], {
        maxCommands: 60,
        size: 'max',
      }),
      (commands) => {
        const ledger = new Ledger();
        fc.modelRun(() => ({ model: ledger, real: open() }), commands);
        for (const state of ledger.seen) seen.add(state);
        splits += ledger.splits;
        refused += ledger.refused;
        dealt += ledger.deals;
      },
    ),
    { seed: pinned('desk'), numRuns: 150 },
  );
  expect([...seen].sort()).toEqual(['halted', 'open', 'rebalancing', 'terminated']);
  expect(splits).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(200);
  expect(dealt).toBeGreaterThan(200);
});
