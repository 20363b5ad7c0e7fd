import { nearestName } from '../text/nearest-name.ts';

/**
 * Options in the researcher's units, checked at once: each declares its range, its default and its meaning, and a
 * mistake is answered with what must hold, what was given, and the name that was probably meant.
 */
export interface Option<T, HasDefault extends boolean = boolean, Meaning extends string = string> {
  readonly kind: 'number' | 'flag' | 'choice' | 'text';
  /** One sentence: what it is, its unit, its sign convention. */
  readonly meaning: Meaning;
  readonly defaultValue: T | undefined;
  readonly hasDefault: HasDefault;
  /** `a number from 0 to 10`: completes "must be". */
  readonly requirement: string;
  readonly accepts: (value: unknown) => boolean;
  /** Of a number: the least and the largest that are accepted. */
  readonly range?: readonly [number, number];
  readonly isWhole?: boolean;
  /** Of a number: where a slider runs, as the author gave it. */
  readonly slider?: Slider;
  /** Of a choice: all of them. */
  readonly choices?: readonly (number | string)[];
  /** What to try instead, where a wrong value has a likely reason. */
  readonly hint?: (value: unknown) => string | undefined;
}

/** The part of a range that is worth trying out, for the slider in a report. */
export interface Slider {
  readonly from: number;
  readonly to: number;
  /** Between two stops; a hundredth of the way unless given. */
  readonly step?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where an option of any value type is meant
export type Options = Readonly<Record<string, Option<any>>>;

type Required<O extends Options> = { [N in keyof O as O[N]['hasDefault'] extends true ? never : N]: Asked<O[N]> };
type Optional<O extends Options> = { [N in keyof O as O[N]['hasDefault'] extends true ? N : never]?: Asked<O[N]> };
type ValueOf<T> = T extends Option<infer V> ? V : never;
/** What is asked for, with its meaning where an editor shows the type. */
type Asked<T> = T extends Option<infer V, boolean, infer M> ? V | Means<M> : never;

declare const meaning: unique symbol;
/** Never a value: it only makes editors show an option's meaning beside its type. */
interface Means<M extends string> {
  readonly [meaning]: M;
}

/** What an author writes: options with a default may be left out. */
export type Given<O extends Options> = Readonly<Required<O> & Optional<O>>;
/** What a model computes with: every option has its value. */
export type Values<O extends Options> = { readonly [N in keyof O]: ValueOf<O[N]> };

interface Extra<T> {
  /** One sentence: what it is, its unit, its sign convention. */
  readonly meaning: string;
  /** What applies where the author leaves it out; without one the option must be given. */
  readonly default?: T;
}

interface ExtraOfNumber extends Extra<number> {
  /** Where the slider of a scenario's parameter runs in the report; unless given, up to four times the default. */
  readonly slider?: Slider;
}

type HasDefaultIn<X> = X extends { readonly default: unknown } ? true : false;

function option<T, X extends Extra<T>>(
  kind: Option<T>['kind'],
  requirement: string,
  extra: X,
  accepts: (value: unknown) => boolean,
  hint?: (value: unknown) => string | undefined,
  more: Pick<Option<T>, 'range' | 'isWhole' | 'slider' | 'choices'> = {},
): Option<T, HasDefaultIn<X>, X['meaning']> {
  return {
    kind,
    meaning: extra.meaning,
    defaultValue: extra.default,
    hasDefault: ('default' in extra) as HasDefaultIn<X>,
    requirement,
    accepts,
    ...(hint === undefined ? {} : { hint }),
    ...more,
  };
}

function unitHint(to: number): (value: unknown) => string | undefined {
  return (value) => {
    if (typeof value === 'string') return `write a plain number, without quotes or a unit`;
    if (typeof value !== 'number' || !(value > to)) return undefined;
    if (value / 100 <= to) return `values are fractions, not per cent: ${value} % is ${value / 100}`;
    if (value / 10_000 <= to) return `values are fractions, not basis points: ${value} bp is ${value / 10_000}`;
    return undefined;
  };
}

const sliderOf = ({ slider }: ExtraOfNumber) => (slider === undefined ? {} : { slider });

/** A finite number within [from, to]. */
export function finite<const X extends ExtraOfNumber>(
  from: number,
  to: number,
  extra: X,
): Option<number, HasDefaultIn<X>, X['meaning']> {
  const accepts = (value: unknown) => typeof value === 'number' && value >= from && value <= to;
  return option<number, X>('number', `a number from ${from} to ${to}`, extra, accepts, unitHint(to), {
    range: [from, to],
    ...sliderOf(extra),
  });
}

/** A whole number within [from, to]. */
export function whole<const X extends ExtraOfNumber>(
  from: number,
  to: number,
  extra: X,
): Option<number, HasDefaultIn<X>, X['meaning']> {
  const accepts = (value: unknown) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
  return option<number, X>('number', `a whole number from ${from} to ${to}`, extra, accepts, undefined, {
    range: [from, to],
    isWhole: true,
    ...sliderOf(extra),
  });
}

/** One of a few numbers. */
export function oneOf<const T extends number | string, const X extends Extra<T>>(
  values: readonly T[],
  extra: X,
): Option<T, HasDefaultIn<X>, X['meaning']> {
  const accepts = (value: unknown) => values.includes(value as T);
  const requirement = `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  const hint = (value: unknown) => {
    const near = nearestName(String(value), values.map(String));
    return near === undefined ? undefined : `did you mean ${JSON.stringify(near)}?`;
  };
  return option<T, X>('choice', requirement, extra, accepts, hint, { choices: values });
}

/** True or false. */
export function flag<const X extends Extra<boolean>>(extra: X): Option<boolean, HasDefaultIn<X>, X['meaning']> {
  return option<boolean, X>('flag', 'true or false', extra, (value) => typeof value === 'boolean');
}

/** Text, checked by a pattern where it has a form. */
export function text<const X extends Extra<string>>(
  requirement: string,
  accepts: (value: string) => boolean,
  extra: X,
): Option<string, HasDefaultIn<X>, X['meaning']> {
  return option<string, X>('text', requirement, extra, (value) => typeof value === 'string' && accepts(value));
}

/** How a value that was given is shown in a message: short, quoted where it is text. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}

export interface ReadOptions<O extends Options> {
  readonly values: Values<O>;
  /** Names the author left out. */
  readonly defaulted: ReadonlySet<string>;
  /** One line a problem; the values must not be used unless there are none. */
  readonly problems: readonly string[];
}

/**
 * Checks what an author gave against what a model declares. Never throws: all problems come back together, so that a
 * scenario can report those of all its models at once.
 *
 * @param owner the public name of the model, as it begins each message
 * @param reserved names that the owner reads itself (a token's `rebalance` rule)
 */
export function readOptions<O extends Options>(
  owner: string,
  declared: O,
  given: unknown,
  reserved: readonly string[] = [],
): ReadOptions<O> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const defaulted = new Set<string>();
  const names = [...Object.keys(declared), ...reserved];
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    problems.push(`${owner}: options must be an object such as { ${names[0] ?? ''}: … }; got ${shown(given)}`);
    return { values: values as Values<O>, defaulted, problems };
  }
  const record = (given ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(record)) {
    if (names.includes(name)) continue;
    const near = nearestName(name, names);
    const hint =
      near !== undefined
        ? `; did you mean "${near}"?`
        : `; it has ${names.length === 0 ? 'no options' : names.join(', ')}`;
    problems.push(`${owner}: has no option "${name}"${hint}`);
  }
  for (const [name, wanted] of Object.entries(declared)) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (value === undefined && wanted.hasDefault) {
      values[name] = wanted.defaultValue;
      defaulted.add(name);
    } else if (wanted.accepts(value)) {
      values[name] = value;
    } else {
      const hint = wanted.hint?.(value);
      const got = `${owner}: ${name} must be ${wanted.requirement}; got ${shown(value)}`;
      problems.push(hint === undefined ? got : `${got} (${hint})`);
    }
  }
  return { values: values as Values<O>, defaulted, problems };
}
