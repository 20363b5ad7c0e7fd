/**
 * The words every model speaks. Types only: the engine knows no process, token, rival or metric by name.
 *
 * A model is data plus one pure step. The step is plain TypeScript within the kernel subset (`src/kernel`): it works on
 * flat records of numbers and has no free names, so that a compiler can lower the very same source.
 */
import type { RecordingRequest } from '../data/contracts.ts';
import type { MathToolkit } from '../math/math.ts';
import type { Clock } from './clock.ts';
import type { Options, Values } from './options.ts';
import type { Schedule } from './schedule.ts';

/** The model's own numbers: set to these at the start of every path. */
export type State = Record<string, number | boolean>;
/** Folded once from the options; a `Float64Array` is a read-only table, read with `math.at`. */
export type Constants = Readonly<Record<string, number | boolean | Float64Array>>;
/**
 * This step's random numbers; each has a stream of its own, named after the model's place and the draw. A `path` is dealt
 * like one, and is no chance at all: the number of the path, for what is looked up by it.
 */
export type DrawKind = 'normal' | 'uniform' | 'path';
export type Draws = Readonly<Record<string, DrawKind>>;
/** What falls due: the step reads a count from `at.<name>`. */
export type Calendar = Readonly<Record<string, Schedule>>;

/** Writable numbers and booleans of the widened literal types that an initial state implies. */
export type Live<S> = { -readonly [N in keyof S]: S[N] extends boolean ? boolean : number };
export type DrawnOf<D extends Draws> = { readonly [N in keyof D]: number };

/** What is the same for all paths at a step. */
export type At<C extends Calendar> = {
  /** Counted from 0. */
  readonly step: number;
  /** Days since the start at the end of the step. */
  readonly days: number;
  /** The last step of the run. */
  readonly isLast: boolean;
} & { readonly [N in keyof C]: number };

/** Every price process leaves these; a return is relative to the price at the end of the step before. */
export interface PriceOutputs {
  /** log(S[t+1] / S[t]). */
  logReturn: number;
  /** S[t+1] / S[t] - 1. */
  simpleReturn: number;
  /** The standard normal behind the return, for what is correlated with it; 0 where there is none. */
  shock: number;
  /** First, lowest and highest price inside the step, as returns; written only by processes with `hasRange`. */
  openReturn: number;
  lowReturn: number;
  highReturn: number;
  /** Variance that the continuous part of `logReturn` had, given all before the step; 0 where it is not known. */
  variance: number;
  /** The part of `logReturn` that came at once, at the end of the step, after the continuous part. */
  jump: number;
  /** The row of its recording that this step was taken from, for what is resampled along with it; -1: none. */
  row: number;
}

export interface FundingOutputs {
  /**
   * Charged at the end of this step, as a fraction of notional; positive: longs pay shorts. 0 without a stamp. As the
   * financing of a fund: of what it borrows.
   */
  rate: number;
}

/** What a rebalancing rule sees of its fund, and a metric of its holding. */
export interface FundView {
  /** Worth of 1 unit of money put in at the start. */
  readonly value: number;
  /** Signed exposure over value, after the price has moved and costs are paid; 0 once the fund has ended. */
  readonly leverage: number;
  /** An emergency rebalance has already happened inside this step. */
  readonly hasFired: boolean;
}

/** What one who deals has dealt in the last step, in worth at the holding's own value. */
export interface HolderView {
  readonly bought: number;
  readonly sold: number;
}

export interface RuleOutputs {
  /** True when the fund is to trade at the end of this step. */
  isFiring: boolean;
  /** Signed leverage to trade to. */
  wantedLeverage: number;
  /** A rebalance of several trades is under way, and not the last of them: dealing stays closed. */
  isBusy: boolean;
}

/** What a fund's trades cost beyond its fee. A trade of notional q, in units of money, costs spread · q + impact · q^(3/2). */
export interface ExecutionOutputs {
  spread: number;
  impact: number;
}

/** What befalls a fund from outside its market: splits, halts, delisting. */
export interface LifeOutputs {
  /** Nobody gets in or out, neither at the issuer nor on an exchange. */
  isHalted: boolean;
  /** The issuer winds the fund up: it closes its position and holds cash from then on. */
  isWoundUp: boolean;
}

/** What every holding leaves; accounts and outcomes (`accounts.ts`) are read where its state has them. */
export interface HoldingOutputs {
  /** Worth of 1 unit of money put in at the start. Never negative; 0 for good after ruin. */
  value: number;
  /** Its issuer deals with nobody in this step: it rebalances. Only funds have such steps. */
  isRebalancing: boolean;
  /** As `LifeOutputs.isHalted`. */
  isHalted: boolean;
  /** When it was first liquidated, and stopped, in days from the start; -1: never. */
  liquidationDays: number;
  stopDays: number;
}

/** What one who holds, or wants to hold, may do about it in this step. */
export interface AccessOutputs {
  canBuy: boolean;
  canSell: boolean;
  /** Worth, at the holding's own value, of what one unit of money buys, costs deducted. */
  buyKept: number;
  /** Money received for one unit of worth at the holding's own value, costs deducted. */
  sellKept: number;
  /** Most that can be bought and sold in this step, in worth at the holding's own value. */
  buyable: number;
  sellable: number;
}

/** What all others want in this step, as shares of the units outstanding; neither is negative. */
export interface FlowOutputs {
  subscribed: number;
  redeemed: number;
}

export interface SizingOutputs {
  /** Notional of a position that would be opened now, per unit of the trader's equity; not negative. */
  exposure: number;
}

/** What each kind leaves for whoever takes it as a part. */
export interface OutputsByKind {
  price: PriceOutputs;
  funding: FundingOutputs;
  rule: RuleOutputs;
  execution: ExecutionOutputs;
  life: LifeOutputs;
  holding: HoldingOutputs;
  access: AccessOutputs;
  flow: FlowOutputs;
  sizing: SizingOutputs;
  metric: Record<never, never>;
}

/** Options that take a model, with the kind each must be of. */
export type Takes = Readonly<Record<string, ModelKind>>;
/** A part is read under the name of the option that took it; where it may be left out, its kind's initial outputs are. */
export type PartPorts<T extends Takes> = { readonly [N in keyof T]: Readonly<OutputsByKind[T[N]]> };

/** A price process reads nobody but its parts. */
export type PricePorts = Readonly<Record<never, never>>;
export interface FundingPorts {
  readonly price: Readonly<PriceOutputs>;
}
export interface MarketPorts extends FundingPorts {
  readonly funding: Readonly<FundingOutputs>;
}
/** What those read that serve a fund: its rule, its execution, its life. */
export interface FundPorts extends MarketPorts {
  readonly fund: FundView;
}
/** What those read that stand between a holding and who holds it; `held` as it ends the step, `holder` as it ended the last. */
export interface DealingPorts extends MarketPorts {
  readonly held: Readonly<HoldingOutputs>;
  readonly holder: HolderView;
}
/** What a sizing reads: the trader's account, after the market has moved and before anything is opened. */
export interface SizingPorts extends MarketPorts {
  readonly account: { readonly value: number };
}
export interface MetricPorts extends MarketPorts {
  readonly holding: Readonly<HoldingOutputs>;
}

/**
 * One step of a model. Parameters by position: own state, constants, draws, shared facts, others, and the project's
 * arithmetic together with the helpers `U` that the model declares in `uses`.
 */
export type Step<S, K, D, A, P, U> = (s: S, k: K, draw: D, at: A, ports: P, math: MathToolkit & U) => void;

/** |leverage| below `low` or above `high` makes a rule act inside a step too; 0 means no such limit. */
export interface LeverageLimits {
  readonly low: number;
  readonly high: number;
}

/** What a model may know while its constants are folded. */
export interface OpenContext {
  readonly clock: Clock;
  /** The price process leaves open, low and high inside each step. */
  readonly hasRange: boolean;
  /** Signed exposure per unit of money of the holding that the model belongs to; 0 outside one. */
  readonly targetLeverage: number;
  /** Of the holding's rule; zeros where it has none. */
  readonly limits: LeverageLimits;
  /** Another holding holds it, buys and sells it, and pays for getting in and out. */
  readonly isPart: boolean;
  /** The recording this model asked for, on the run's clock: a table a name; empty where it asked for none. */
  readonly recording: Readonly<Record<string, Float64Array>>;
}

export type ModelKind =
  | 'price'
  | 'funding'
  | 'rule'
  | 'execution'
  | 'life'
  | 'holding'
  | 'access'
  | 'flow'
  | 'sizing'
  | 'metric';

/** The parts a model was given, by option. */
export type Parts = Readonly<Record<string, Part>>;

/** What the checks and derived facts of a model may ask of a part of it, and of what that is made of. */
export interface Part {
  readonly name: string;
  readonly family: Family;
  readonly targetLeverage: number;
  readonly triggers: readonly number[];
  readonly options: readonly { readonly name: string; readonly value: number | string | boolean }[];
  readonly parts: Parts;
}
/** What the money is in; `spot` is the coin itself. */
export type Family = 'token' | 'perpetual' | 'spot' | 'recorded';

/** What every model declares. State, constants, draws and calendar are inferred from what is written. */
export interface Definition<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
  P,
  Outputs,
> {
  /** Public name, as a scenario imports it. */
  readonly name: string;
  readonly options: O;
  /** Paper and equation, or page and date. */
  readonly sources?: readonly string[];
  /** What no source states and was assumed; shown in the report. */
  readonly assumptions?: readonly string[] | ((options: Values<O>) => readonly string[]);
  readonly draws?: D;
  /** Numbers of its own, beside the outputs of its kind, which start at 0. */
  readonly state?: S;
  readonly calendar?: (options: Values<O>) => C;
  readonly recording?: (options: Values<O>) => RecordingRequest;
  /** What must hold between options: one line a problem, without the model's name. */
  readonly check?: (options: Values<O>, parts: Parts) => readonly string[];
  /** What must hold between options and the clock of a run: one line a problem, without the model's name. */
  readonly checkClock?: (options: Values<O>, clock: Clock) => readonly string[];
  readonly constants: (options: Values<O>, context: OpenContext) => K;
  /** Pure helpers of numbers within the kernel subset; a step calls them as `math.<name>`. */
  readonly uses?: U;
  /** Runs at the start of a path, after the state has been set; as `step`, but nothing is drawn yet and nothing is due. */
  readonly begin?: Step<Live<S & Outputs>, K, DrawnOf<D>, At<C>, P, U>;
  readonly step: Step<Live<S & Outputs>, K, DrawnOf<D>, At<C>, P, U>;
}
