import type { Fields } from '../kernel/contracts.ts';
import type { FundView, HolderView, ModelKind, OutputsByKind, State } from './contracts.ts';
import { fieldsOf } from './kernel-subset.ts';

/** When a part acts, in the step of the model that took it: before its `step`, between `step` and `trade`, or after both. */
export type Turn = 'before' | 'between' | 'after';

/** What there is to read around a seat; which of it a model sees depends on its kind. */
export type View = 'price' | 'funding' | 'fund' | 'held' | 'holder' | 'account';

export interface Kind {
  /** What it leaves for others, and where those numbers start. */
  readonly outputs: State;
  readonly sees: readonly View[];
  /** As a part of another model. */
  readonly turn: Turn;
}

const price: OutputsByKind['price'] = {
  logReturn: 0,
  simpleReturn: 0,
  shock: 0,
  openReturn: 0,
  lowReturn: 0,
  highReturn: 0,
  variance: 0,
  jump: 0,
  row: -1,
};
const funding: OutputsByKind['funding'] = { rate: 0 };
const rule: OutputsByKind['rule'] = { isFiring: false, wantedLeverage: 0, isBusy: false };
const execution: OutputsByKind['execution'] = { spread: 0, impact: 0 };
const life: OutputsByKind['life'] = { isHalted: false, isWoundUp: false };
const held: OutputsByKind['holding'] = {
  value: 1,
  isRebalancing: false,
  isHalted: false,
  liquidationDays: -1,
  stopDays: -1,
};
const access: OutputsByKind['access'] = {
  canBuy: true,
  canSell: true,
  buyKept: 1,
  sellKept: 1,
  buyable: 1e300,
  sellable: 1e300,
};
const flow: OutputsByKind['flow'] = { subscribed: 0, redeemed: 0 };
const sizing: OutputsByKind['sizing'] = { exposure: 0 };

export const kinds: Readonly<Record<ModelKind, Kind>> = {
  price: { outputs: { ...price }, sees: [], turn: 'before' },
  funding: { outputs: { ...funding }, sees: ['price'], turn: 'before' },
  holding: { outputs: { ...held }, sees: ['price', 'funding'], turn: 'before' },
  flow: { outputs: { ...flow }, sees: ['price', 'funding', 'held', 'holder'], turn: 'before' },
  access: { outputs: { ...access }, sees: ['price', 'funding', 'held', 'holder'], turn: 'before' },
  rule: { outputs: { ...rule }, sees: ['price', 'funding', 'fund'], turn: 'between' },
  execution: { outputs: { ...execution }, sees: ['price', 'funding', 'fund'], turn: 'between' },
  sizing: { outputs: { ...sizing }, sees: ['price', 'funding', 'account'], turn: 'between' },
  life: { outputs: { ...life }, sees: ['price', 'funding', 'fund'], turn: 'after' },
  metric: { outputs: {}, sees: ['price', 'funding'], turn: 'after' },
};

const fund: FundView = { value: 1, leverage: 0, hasFired: false };
const holder: HolderView = { bought: 0, sold: 0 };
const viewed: Readonly<Record<View, object>> = { price, funding, fund, held, holder, account: { value: 1 } };

/** The fields that a model of a kind may read, by port, its parts apart. */
export const portsOfKind = (kind: ModelKind): Readonly<Record<string, Fields>> =>
  Object.fromEntries(kinds[kind].sees.map((view) => [view, fieldsOf(viewed[view])]));

/** Parts act in this order of kinds: who deals sees what the holding has done, and knows what others want. */
export const KINDS_IN_TURN: readonly ModelKind[] = [
  'price',
  'funding',
  'holding',
  'flow',
  'access',
  'rule',
  'execution',
  'sizing',
  'life',
];
