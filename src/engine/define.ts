import type {
  AccessOutputs,
  At,
  Calendar,
  Constants,
  DealingPorts,
  Definition,
  DrawnOf,
  Draws,
  ExecutionOutputs,
  Family,
  FlowOutputs,
  FundingOutputs,
  FundingPorts,
  FundPorts,
  HoldingOutputs,
  LeverageLimits,
  LifeOutputs,
  Live,
  MarketPorts,
  MetricPorts,
  PartPorts,
  Parts,
  PriceOutputs,
  PricePorts,
  RuleOutputs,
  SizingOutputs,
  SizingPorts,
  State,
  Step,
  Takes,
} from './contracts.ts';
import type { AnyStep, Constructor, PartsOf } from './model.ts';
import { construct, loose } from './model.ts';
import type { Options, Values } from './options.ts';

/** Options that take a model: those that must be given, and those that may. */
interface Taking<T extends Takes, M extends Takes> {
  readonly takes?: T;
  readonly mayTake?: M;
}
type NoParts = Record<never, never>;
type Given<T extends Takes, M extends Takes> = PartsOf<T> & Partial<PartsOf<M>>;
/** Fields of its state that become columns of the result. */
interface WithResults<S> {
  readonly results?: readonly (keyof S & string)[];
}

/** A process for the price; its step writes `s.logReturn` and `s.simpleReturn`, and `s.shock` where it has one. */
export function priceProcess<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
  T extends Takes = NoParts,
>(
  definition: Definition<O, S, K, D, C, U, PricePorts & PartPorts<T>, PriceOutputs> &
    Taking<T, NoParts> & {
      /** True where the step also writes `openReturn`, `lowReturn` and `highReturn`. */
      readonly hasRange?: boolean;
      /** Of a typical year, where no option `volatilityPerYear` says so. */
      readonly volatilityPerYear?: (options: Values<O>) => number;
    },
): Constructor<'price', O, PartsOf<T>> {
  return construct('price', loose<O>(definition), definition);
}

/** A process for funding; its step writes `s.rate`, charged at the end of the step. */
export function fundingProcess<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(definition: Definition<O, S, K, D, C, U, FundingPorts, FundingOutputs>): Constructor<'funding', O> {
  return construct('funding', loose<O>(definition), {});
}

/** When, and to what leverage, a fund trades: its step writes `s.isFiring` and `s.wantedLeverage`. */
export function rebalanceRule<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(
  definition: Definition<O, S, K, D, C, U, FundPorts, RuleOutputs> & {
    /** Leverages at which the fund trades inside a step, where the market has a range there. */
    readonly limits?: (options: Values<O>, targetLeverage: number) => LeverageLimits;
    readonly checkTarget?: (options: Values<O>, targetLeverage: number) => readonly string[];
  },
): Constructor<'rule', O> {
  return construct('rule', loose<O>(definition), definition);
}

/** What a fund's trades cost beyond its fee: its step writes `s.spread` and `s.impact`, after the rule and before the trade. */
export function executionCost<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(definition: Definition<O, S, K, D, C, U, FundPorts, ExecutionOutputs>): Constructor<'execution', O> {
  return construct('execution', loose<O>(definition), {});
}

/** Splits, halts, the end of a fund: its step runs after the fund's trade and writes `s.isHalted` and `s.isWoundUp`. */
export function fundLife<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(definition: Definition<O, S, K, D, C, U, FundPorts, LifeOutputs> & WithResults<S>): Constructor<'life', O> {
  return construct('life', loose<O>(definition), definition);
}

/** How one gets in and out of a holding, and at what price: its step runs after the holding's and before the holder's. */
export function marketAccess<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
  T extends Takes = NoParts,
  M extends Takes = NoParts,
>(
  definition: Definition<O, S, K, D, C, U, DealingPorts & PartPorts<T> & PartPorts<M>, AccessOutputs> & Taking<T, M>,
): Constructor<'access', O, Given<T, M>> {
  return construct('access', loose<O>(definition), definition);
}

/** What all other holders want: its step writes `s.subscribed` and `s.redeemed`. */
export function holderFlow<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(definition: Definition<O, S, K, D, C, U, DealingPorts, FlowOutputs>): Constructor<'flow', O> {
  return construct('flow', loose<O>(definition), {});
}

/** How large a position a trader opens: its step writes `s.exposure`. */
export function positionSizing<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(definition: Definition<O, S, K, D, C, U, SizingPorts, SizingOutputs>): Constructor<'sizing', O> {
  return construct('sizing', loose<O>(definition), {});
}

/**
 * Anything whose worth is followed. Its state holds `value`, and accounts by the form of their names: `bookFunding` is
 * money posted to funding, `logFunding` what funding did to the log of the value; the engine adds both up on every path.
 */
export function holding<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
  T extends Takes = NoParts,
  M extends Takes = NoParts,
>(
  definition: Definition<O, S, K, D, C, U, MarketPorts & PartPorts<T> & PartPorts<M>, HoldingOutputs> &
    Taking<T, M> &
    WithResults<S> & {
      readonly family: Family | ((parts: Parts) => Family);
      readonly targetLeverage: (options: Values<O>, parts: Parts) => number;
      /** Simple returns of the price, from a fresh position, at which it acts by itself: a stop, a liquidation. */
      readonly triggers?: (options: Values<O>, parts: Parts) => readonly number[];
      /** Before `step`, in markets with a range only: what is met inside the bar, at which price. */
      readonly withinBar?: Step<
        Live<S & HoldingOutputs>,
        K,
        DrawnOf<D>,
        At<C>,
        MarketPorts & PartPorts<T> & PartPorts<M>,
        U
      >;
      /** After the rule has decided: trade, then whatever is due at the end of the run. */
      readonly trade?: Step<
        Live<S & HoldingOutputs>,
        K,
        DrawnOf<D>,
        At<C>,
        MarketPorts & PartPorts<T> & PartPorts<M>,
        U
      >;
    },
): Constructor<'holding', O, Given<T, M>> {
  const { withinBar, trade, ...rest } = definition;
  return construct('holding', loose<O>(definition), {
    ...rest,
    ...(withinBar === undefined ? {} : { withinBar: withinBar as AnyStep }),
    ...(trade === undefined ? {} : { trade: trade as AnyStep }),
  });
}

/** A number a path leaves behind; `results` names the fields of its state that become columns. */
export function metric<O extends Options, S extends State, K extends Constants, D extends Draws, C extends Calendar, U>(
  definition: Definition<O, S, K, D, C, U, MetricPorts, unknown> & { readonly results: readonly (keyof S & string)[] },
): Constructor<'metric', O> {
  return construct('metric', loose<O>(definition), { results: definition.results, observes: 'holding' });
}

/** A metric of the market itself. */
export function marketMetric<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(
  definition: Definition<O, S, K, D, C, U, MarketPorts, unknown> & { readonly results: readonly (keyof S & string)[] },
): Constructor<'metric', O> {
  return construct('metric', loose<O>(definition), { results: definition.results, observes: 'market' });
}
