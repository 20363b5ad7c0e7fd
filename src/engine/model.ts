import type { RecordingRequest } from '../data/contracts.ts';
import type { Fields } from '../kernel/contracts.ts';
import type { Clock } from './clock.ts';
import type {
  Constants,
  Definition,
  Draws,
  Family,
  LeverageLimits,
  ModelKind,
  OpenContext,
  Parts,
  State,
  Takes,
} from './contracts.ts';
import { fieldsOf } from './kernel-subset.ts';
import { kinds, portsOfKind } from './kinds.ts';
import type { Given, Options, Values } from './options.ts';
import { readOptions, shown } from './options.ts';
import type { Schedule } from './schedule.ts';

/** A step with its types forgotten: how the engine, which knows no model, holds it. */
export type AnyStep = (s: unknown, k: unknown, draw: unknown, at: unknown, ports: unknown, math: unknown) => void;

/** A model with its options read: what a scenario is made of. */
export interface Model<Kind extends ModelKind = ModelKind> {
  readonly kind: Kind;
  readonly name: string;
  /** Every option with its value, in declared order. */
  readonly options: readonly {
    readonly name: string;
    readonly value: number | string | boolean;
    readonly isDefault: boolean;
    readonly meaning: string;
  }[];
  /** The models it was given, by option; read under that name. */
  readonly parts: Readonly<Record<string, Model>>;
  /** Options that take a model and were left out, with the kind of each. */
  readonly missing: Takes;
  readonly sources: readonly string[];
  readonly assumptions: readonly string[];
  /** What is wrong with it, ready to print; a scenario reports those of all its models together. */
  readonly problems: readonly string[];

  readonly draws: Draws;
  readonly state: State;
  readonly calendar: Readonly<Record<string, Schedule>>;
  readonly recording: RecordingRequest | undefined;
  /** What a clock must be for it and is not, ready to print. */
  readonly checkClock: (clock: Clock) => readonly string[];
  readonly constants: (context: OpenContext) => Constants;
  readonly uses: Readonly<Record<string, (...numbers: never[]) => number>>;
  /** The records it may read from others, by port. */
  readonly ports: Readonly<Record<string, Fields>>;
  readonly begin: AnyStep | undefined;
  readonly step: AnyStep;

  /** Price processes: leaves open, low and high inside each step. */
  readonly hasRange: boolean;
  /** Price processes: of a typical year; that of its option where it states none, 0 where it is not known. */
  readonly volatilityPerYear: () => number;
  /** Rules: where they act inside a step. */
  readonly limits: (targetLeverage: number) => LeverageLimits;
  /** Rules: what must hold between their options and the fund's target, one line a problem. */
  readonly checkTarget: (targetLeverage: number) => readonly string[];
  /** Holdings: what comes before and after `step`; see `holding`. */
  readonly withinBar: AnyStep | undefined;
  readonly trade: AnyStep | undefined;
  readonly family: Family;
  readonly targetLeverage: number;
  /** Holdings: simple returns of the price, from a fresh position, at which it acts by itself; its rule's limits apart. */
  readonly triggers: readonly number[];
  /** Holdings and metrics: the fields of the state that become columns of the result. */
  readonly results: readonly string[];
  /** Metrics: what they watch. */
  readonly observes: 'market' | 'holding';
}

/** Calling it with options gives the model; options that all have defaults may be left out. */
export interface Constructor<Kind extends ModelKind, O extends Options, Parts = unknown> {
  (
    ...given: Record<never, never> extends Given<O> & Parts ? [options?: Given<O> & Parts] : [options: Given<O> & Parts]
  ): Model<Kind>;
  /** The public name. */
  readonly modelName: string;
  readonly declaredOptions: O;
  /** Options that take a model: those that must be given, and those that may. */
  readonly takes: Takes;
  readonly mayTake: Takes;
}

export type PartsOf<T extends Takes> = { readonly [N in keyof T]: Model<T[N]> };

/** What a kind adds to what its author wrote. */
export interface Extras<O extends Options> {
  readonly hasRange?: boolean;
  readonly volatilityPerYear?: (options: Values<O>) => number;
  readonly family?: Family | ((parts: Parts) => Family);
  readonly results?: readonly string[];
  readonly observes?: 'market' | 'holding';
  readonly limits?: (options: Values<O>, targetLeverage: number) => LeverageLimits;
  readonly checkTarget?: (options: Values<O>, targetLeverage: number) => readonly string[];
  readonly targetLeverage?: (options: Values<O>, parts: Parts) => number;
  readonly triggers?: (options: Values<O>, parts: Parts) => readonly number[];
  readonly withinBar?: AnyStep;
  readonly trade?: AnyStep;
  readonly takes?: Takes;
  readonly mayTake?: Takes;
}

/** One definition with its inferred types forgotten: the engine holds all models alike. */
// biome-ignore lint/suspicious/noExplicitAny: forgetting them is the purpose
export type LooseDefinition<O extends Options> = Definition<O, any, any, any, any, any, any, any>;
export const loose = <O extends Options>(definition: unknown): LooseDefinition<O> => definition as LooseDefinition<O>;

/** Makes the constructor of a model: reads options, collects problems, never throws. */
export function construct<Kind extends ModelKind, O extends Options>(
  kind: Kind,
  definition: LooseDefinition<O>,
  extras: Extras<O>,
  // biome-ignore lint/suspicious/noExplicitAny: the parts of a holding are checked at run time by `takes`
): Constructor<Kind, O, any> {
  const { name } = definition;
  const takes = extras.takes ?? {};
  const mayTake = extras.mayTake ?? {};
  const taken = { ...takes, ...mayTake };
  const { outputs } = kinds[kind];
  const watched = kind === 'metric' && extras.observes !== 'market' ? { holding: fieldsOf({ value: 1 }) } : {};
  const ports = {
    ...portsOfKind(kind),
    ...watched,
    ...Object.fromEntries(Object.entries(taken).map(([option, part]) => [option, fieldsOf(kinds[part].outputs)])),
  };
  const build = (given?: unknown): Model<Kind> => {
    const read = readOptions(name, definition.options, given, Object.keys(taken));
    const problems = [...read.problems];
    const parts = readParts(name, takes, mayTake, given, problems);
    const isReadable = problems.length === 0;
    const { values } = read;
    if (isReadable) problems.push(...(definition.check?.(values, parts) ?? []).map((problem) => `${name}: ${problem}`));
    const calendar = isReadable ? (definition.calendar?.(values) ?? {}) : {};
    for (const fact of ['step', 'days', 'isLast'].filter((each) => Object.hasOwn(calendar, each))) {
      problems.push(`${name}: calendar must not use the name ${fact}, which at.${fact} has already`);
    }
    const targetLeverage = isReadable ? (extras.targetLeverage?.(values, parts) ?? 0) : 0;
    if (isReadable) {
      for (const part of Object.values(parts)) {
        problems.push(...part.checkTarget(targetLeverage).map((problem) => `${name}: ${part.name}: ${problem}`));
      }
    }
    return Object.freeze({
      kind,
      name,
      options: Object.entries(definition.options).map(([option, declared]) => ({
        name: option,
        value: values[option] as number | string | boolean,
        isDefault: read.defaulted.has(option),
        meaning: declared.meaning,
      })),
      parts,
      missing: Object.fromEntries(Object.entries(mayTake).filter(([option]) => !Object.hasOwn(parts, option))),
      sources: definition.sources ?? [],
      assumptions: isReadable ? assumptionsOf(definition, values) : [],
      problems,
      draws: definition.draws ?? {},
      state: { ...outputs, ...definition.state },
      calendar,
      recording: isReadable ? definition.recording?.(values) : undefined,
      checkClock: (clock: Clock) => (definition.checkClock?.(values, clock) ?? []).map((each) => `${name}: ${each}`),
      constants: (context: OpenContext) => definition.constants(values, context),
      uses: definition.uses ?? {},
      ports,
      begin: definition.begin as AnyStep | undefined,
      step: definition.step as AnyStep,
      hasRange: extras.hasRange ?? false,
      volatilityPerYear: () => extras.volatilityPerYear?.(values) ?? numberOr(0, values.volatilityPerYear),
      limits: (target: number) => extras.limits?.(values, target) ?? { low: 0, high: 0 },
      checkTarget: (target: number) => extras.checkTarget?.(values, target) ?? [],
      withinBar: extras.withinBar,
      trade: extras.trade,
      family: familyOf(extras.family, parts, isReadable),
      targetLeverage,
      triggers: isReadable ? (extras.triggers?.(values, parts) ?? []) : [],
      results: extras.results ?? [],
      observes: extras.observes ?? 'holding',
    });
  };
  return Object.assign(build, { modelName: name, declaredOptions: definition.options, takes, mayTake });
}

const numberOr = (otherwise: number, value: unknown) => (typeof value === 'number' ? value : otherwise);

function assumptionsOf<O extends Options>(definition: LooseDefinition<O>, values: Values<O>): readonly string[] {
  const { assumptions = [] } = definition;
  return typeof assumptions === 'function' ? assumptions(values) : assumptions;
}

function familyOf(given: Extras<Options>['family'], parts: Parts, isReadable: boolean): Family {
  if (typeof given !== 'function') return given ?? 'token';
  return isReadable ? given(parts) : 'token';
}

/** Examples of what to write for a part that is missing. */
const EXAMPLES: Readonly<Partial<Record<ModelKind, string>>> = {
  price: 'gbm({ … })',
  rule: 'daily() or band({ … })',
  holding: 'leveragedToken({ … }) or spot()',
  access: 'primaryMarket({ … })',
};

function readParts(
  owner: string,
  takes: Takes,
  mayTake: Takes,
  given: unknown,
  problems: string[],
): Readonly<Record<string, Model>> {
  const parts: Record<string, Model> = {};
  for (const [option, kind] of Object.entries({ ...takes, ...mayTake })) {
    const part = (given as Record<string, unknown> | undefined)?.[option];
    if (part === undefined && Object.hasOwn(mayTake, option)) continue;
    if (isModel(part) && part.kind === kind) {
      problems.push(...part.problems.map((problem) => `${owner}: ${problem}`));
      parts[option] = part;
    } else {
      const example = EXAMPLES[kind];
      const got = isModel(part) ? `the ${part.kind} ${part.name}` : shown(part);
      problems.push(
        `${owner}: ${option} must be ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}${example === undefined ? '' : `, such as ${example}`}; got ${got}`,
      );
    }
  }
  return parts;
}

export function isModel(value: unknown): value is Model {
  return typeof value === 'object' && value !== null && 'kind' in value && 'step' in value && 'problems' in value;
}
