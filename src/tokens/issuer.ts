import { primaryMarket } from '../access/primary-market.ts';
import type { Model } from '../engine/model.ts';
import { isModel } from '../engine/model.ts';
import { shown } from '../engine/options.ts';
import { leveragedToken } from './leveraged-token.ts';
import type { Rule, Source, Values } from './rulebook.ts';
import { rulebookOf, valuesOf } from './rulebook.ts';

type TokenOptions = Parameters<typeof leveragedToken>[0];
type AccessOptions = NonNullable<Parameters<typeof primaryMarket>[0]>;

/** Options of a `leveragedToken`. `leverage` only where the fund holds another than its name says. */
export type Terms = Omit<TokenOptions, 'leverage'> & Partial<Pick<TokenOptions, 'leverage'>>;
/** When and how much the issuer deals: options of its `primaryMarket` beside the fees, which are the token's. */
export type Dealing = Omit<AccessOptions, 'subscriptionFee' | 'redemptionFee' | 'flow' | 'holderShare'>;

/** A rulebook as its author writes it: data, and the policies that the data goes into. */
export interface IssuerDefinition {
  /** As a scenario imports it, and as messages begin. */
  readonly name: string;
  /** As a table and a report show it. */
  readonly title: string;
  /** When these rules were in force: 2024-10-17, 2021-06, 2020. Where no source is dated, the year they are taken to be of. */
  readonly asOf: string;
  /** What it offers; negative for a short token. */
  readonly leverages: readonly number[];
  readonly sources: readonly Source[];
  /**
   * What no source states, a sentence each, by the rule that it is about (`rebalance.triggerHigh`) or by any other word. A rule
   * that no source states is assumed whether it has a sentence here or not.
   */
  readonly assumptions?: Readonly<Record<string, string>>;
  /** The token at one of the leverages. */
  readonly terms: (asked: { readonly leverage: number }) => Terms;
  readonly dealing?: Dealing;
}

/** Makes an issuer's token: its rules, unless something else is said. */
export interface Issuer {
  (options: Partial<TokenOptions> & { readonly leverage: number }): Model<'holding'>;
  readonly modelName: string;
  readonly title: string;
  readonly asOf: string;
  readonly leverages: readonly number[];
  /** Every rule with its value, source and date, as plain data: what the documentation shows. */
  readonly rulebook: readonly Rule[];
  readonly dealing: Dealing;
  /** Its primary market at a leverage: fees, windows, limits. */
  readonly access: (options: AccessOptions & { readonly leverage: number }) => Model<'access'>;
}

/**
 * An issuer of leveraged tokens, from its rulebook: `bybit({ leverage: 3 })` is then a holding as any `leveragedToken`, and
 * any of its options can be said otherwise: `bybit({ leverage: 3, tradingFee: 0 })`.
 *
 * The token carries the issuer's sources, and says what they leave open and what was said otherwise. A mistake never throws:
 * it becomes one line among the token's problems, as everywhere.
 */
export function issuer(definition: IssuerDefinition): Issuer {
  const { name, title, leverages, sources, assumptions = {}, dealing = {} } = definition;
  const offered = leverages.map((leverage) => tokenOf(definition, leverage, {}));
  const valuesAt = leverages.map((leverage, i) => valuesOf(offered[i]!, leverage, dealing));
  const rulebook = rulebookOf(leverages, valuesAt, sources, Object.keys(assumptions));
  const mistakes = problemsOfSources(definition, rulebook);

  const make = (given?: unknown): Model<'holding'> => {
    const { leverage, overrides, problems } = readGiven(definition, given);
    const token = tokenOf(definition, leverage, overrides);
    const asOffered = valuesAt[leverages.indexOf(leverage)]!;
    return Object.freeze({
      ...token,
      name,
      sources: [...sources.map(sourceInWords), ...token.sources],
      assumptions: [
        ...Object.values(assumptions),
        ...unstated(title, rulebook, asOffered, assumptions),
        ...otherwise(title, Object.keys(overrides), asOffered, valuesOf(token, leverage, dealing)),
        ...token.assumptions,
      ],
      problems: [...problems, ...mistakes, ...token.problems.map((each) => each.replace(/^leveragedToken/, name))],
    });
  };

  const access = (given: AccessOptions & { readonly leverage: number }): Model<'access'> => {
    const { leverage, overrides, problems } = readGiven(definition, given);
    const feeOf = (fee: string) =>
      offered[leverages.indexOf(leverage)]!.options.find((each) => each.name === fee)!.value;
    const fees = { subscriptionFee: feeOf('subscriptionFee'), redemptionFee: feeOf('redemptionFee') } as AccessOptions;
    const market = primaryMarket({ ...fees, ...dealing, ...(overrides as AccessOptions) });
    return Object.freeze({ ...market, problems: [...problems, ...mistakes, ...market.problems] });
  };

  const { asOf } = definition;
  return Object.assign(make, { modelName: name, title, asOf, leverages, rulebook, dealing, access }) as Issuer;
}

/** The token as the terms make it, with some of them said otherwise. */
function tokenOf({ terms }: IssuerDefinition, asked: number, overrides: Partial<Terms>): Model<'holding'> {
  const { leverage = asked, ...rest } = terms({ leverage: asked });
  return leveragedToken({ ...rest, ...overrides, leverage } as TokenOptions);
}

/** The leverage that was asked for, or the first on offer so that all else can still be checked; and everything else. */
function readGiven({ name, leverages }: IssuerDefinition, given: unknown) {
  const problems: string[] = [];
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given) && !isModel(given);
  if (!isObject && given !== undefined)
    problems.push(`${name}: options must be an object such as { leverage: ${leverages[0]} }; got ${shown(given)}`);
  const { leverage, ...rest } = (isObject ? given : {}) as Readonly<Record<string, unknown>>;
  const isOffered = leverages.includes(leverage as number);
  if (!isOffered && problems.length === 0)
    problems.push(`${name}: leverage must be one that it offers, ${leverages.join(', ')}; got ${shown(leverage)}`);
  const overrides = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    leverage: isOffered ? (leverage as number) : leverages[0]!,
    overrides: overrides as Partial<Terms>,
    problems,
  };
}

/** What a source is said to state must be a rule, or a slip of the pen would show as an assumption. */
function problemsOfSources({ name, sources }: IssuerDefinition, rulebook: readonly Rule[]): readonly string[] {
  const rules = rulebook.map(({ rule }) => rule);
  return sources.flatMap(({ title, states }) =>
    states
      .filter((rule) => !rules.includes(rule))
      .map((rule) => `${name}: source "${title}" states "${rule}", which is none of its rules: ${rules.join(', ')}`),
  );
}

const sourceInWords = ({ title, date }: Source): string => `${title} (${date})`;

/** One sentence for all rules that no source states and nothing else was said about. */
function unstated(
  title: string,
  rulebook: readonly Rule[],
  values: Values,
  assumptions: Readonly<Record<string, string>>,
): readonly string[] {
  const rules = rulebook
    .filter(({ rule, isAssumed }) => isAssumed && values.has(rule) && !Object.hasOwn(assumptions, rule))
    .map(({ rule }) => `${rule} (${values.get(rule)})`);
  return rules.length === 0 ? [] : [`${title}: no source states ${rules.join(', ')}; assumed.`];
}

/** What was said otherwise than the issuer does, one sentence an option. */
function otherwise(title: string, options: readonly string[], rules: Values, values: Values): readonly string[] {
  const shownAs = (from: Values, option: string) => {
    const value = from.get(option) ?? 'none';
    const ofPart = [...from]
      .filter(([rule]) => rule.startsWith(`${option}.`))
      .map(([rule, of]) => `${rule.slice(option.length + 1)} ${of}`);
    return ofPart.length === 0 ? value : `${value} (${ofPart.join(', ')})`;
  };
  return options
    .filter((option) => shownAs(values, option) !== shownAs(rules, option))
    .map(
      (option) =>
        `${title}: ${option} is ${shownAs(values, option)} here; by its rules it is ${shownAs(rules, option)}.`,
    );
}
