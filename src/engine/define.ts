import type { Fields } from '../kernel/contracts.ts';
import type {
  At,
  Calendar,
  Constants,
  Definition,
  DrawnOf,
  Draws,
  FundingOutputs,
  FundingPorts,
  HoldingOutputs,
  HoldingPorts,
  LeverageLimits,
  Live,
  MarketPorts,
  MetricPorts,
  PriceOutputs,
  PricePorts,
  RuleOutputs,
  RulePorts,
  State,
  Step,
} from './contracts.ts';
import { fieldsOf } from './kernel-subset.ts';
import type { AnyStep, Constructor, Model, PartsOf, Takes } from './model.ts';
import { construct, loose } from './model.ts';
import type { Options, Values } from './options.ts';

const priceOutputs: Readonly<PriceOutputs> = {
  logReturn: 0,
  simpleReturn: 0,
  shock: 0,
  openReturn: 0,
  lowReturn: 0,
  highReturn: 0,
};
const fundingOutputs: Readonly<FundingOutputs> = { rate: 0 };
const ruleOutputs: Readonly<RuleOutputs> = { isFiring: false, wantedLeverage: 0 };

const pricePort = fieldsOf(priceOutputs);
const fundingPort = fieldsOf(fundingOutputs);
const rulePort = fieldsOf(ruleOutputs);
const fundPort: Fields = { value: 'number', leverage: 'number', hasFired: 'boolean' };
const marketPorts = { price: pricePort, funding: fundingPort };

/** A process for the price; its step writes `s.logReturn` and `s.simpleReturn`, and `s.shock` where it has one. */
export function priceProcess<
  O extends Options,
  S extends State,
  K extends Constants,
  D extends Draws,
  C extends Calendar,
  U,
>(
  definition: Definition<O, S, K, D, C, U, PricePorts, PriceOutputs> & {
    /** True where the step also writes `openReturn`, `lowReturn` and `highReturn`. */
    readonly hasRange?: boolean;
  },
): Constructor<'price', O> {
  return construct('price', loose<O>(definition), {
    outputs: { ...priceOutputs },
    ports: {},
    hasRange: definition.hasRange ?? false,
  });
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
  return construct('funding', loose<O>(definition), { outputs: { ...fundingOutputs }, ports: { price: pricePort } });
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
  definition: Definition<O, S, K, D, C, U, RulePorts, RuleOutputs> & {
    /** Leverages at which the fund trades inside a step, where the market has a range there. */
    readonly limits?: (options: Values<O>, targetLeverage: number) => LeverageLimits;
    readonly checkTarget?: (options: Values<O>, targetLeverage: number) => readonly string[];
  },
): Constructor<'rule', O> {
  return construct('rule', loose<O>(definition), {
    outputs: { ...ruleOutputs },
    ports: { ...marketPorts, fund: fundPort },
    ...(definition.limits === undefined ? {} : { limits: definition.limits }),
    ...(definition.checkTarget === undefined ? {} : { checkTarget: definition.checkTarget }),
  });
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
  T extends Takes = Record<never, never>,
>(
  definition: Definition<O, S, K, D, C, U, HoldingPorts, HoldingOutputs> & {
    readonly family: Model['family'];
    readonly targetLeverage: (options: Values<O>) => number;
    /** Fields of its state that become columns of the result, beside its accounts and outcomes. */
    readonly results?: readonly (keyof S & string)[];
    /** Simple returns of the price, from a fresh position, at which it acts by itself: a stop, a liquidation. */
    readonly triggers?: (options: Values<O>) => readonly number[];
    /** Options that take a model, with the kind each must be of. */
    readonly takes?: T;
    /** Before `step`, in markets with a range only: what is met inside the bar, at which price. */
    readonly withinBar?: Step<Live<S & HoldingOutputs>, K, DrawnOf<D>, At<C>, HoldingPorts, U>;
    /** After the rule has decided: trade, then whatever is due at the end of the run. */
    readonly trade?: Step<Live<S & HoldingOutputs>, K, DrawnOf<D>, At<C>, HoldingPorts, U>;
  },
): Constructor<'holding', O, PartsOf<T>> {
  return construct('holding', loose<O>(definition), {
    outputs: { value: 1 },
    ports: { ...marketPorts, rule: rulePort },
    family: definition.family,
    targetLeverage: definition.targetLeverage,
    results: definition.results ?? [],
    ...(definition.triggers === undefined ? {} : { triggers: definition.triggers }),
    ...(definition.takes === undefined ? {} : { takes: definition.takes }),
    ...(definition.withinBar === undefined ? {} : { withinBar: definition.withinBar as AnyStep }),
    ...(definition.trade === undefined ? {} : { trade: definition.trade as AnyStep }),
  });
}

/** A number a path leaves behind; `results` names the fields of its state that become columns. */
export function metric<O extends Options, S extends State, K extends Constants, D extends Draws, C extends Calendar, U>(
  definition: Definition<O, S, K, D, C, U, MetricPorts, unknown> & { readonly results: readonly (keyof S & string)[] },
): Constructor<'metric', O> {
  return construct('metric', loose<O>(definition), {
    outputs: {},
    ports: { ...marketPorts, holding: { value: 'number' } },
    results: definition.results,
    observes: 'holding',
  });
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
  return construct('metric', loose<O>(definition), {
    outputs: {},
    ports: marketPorts,
    results: definition.results,
    observes: 'market',
  });
}
