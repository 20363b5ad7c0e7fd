import type { Option } from '../engine/options.ts';
import { shown } from '../engine/options.ts';
import { nearestName } from '../text/nearest-name.ts';

export interface ResolvedParameter {
  readonly name: string;
  readonly value: number | string | boolean;
  readonly defaultValue: number | string | boolean;
  readonly meaning: string;
}

/**
 * Every parameter with its value: as set, else as it follows from others, else its default. What is wrong goes to
 * `problems`, one line each; what is returned must not be used unless there are none.
 *
 * @param given options by name, as the author wrote them
 * @param givenDerived by name, how a default follows from the values of all
 * @param set values as typed
 */
export function settleParameters(
  given: unknown,
  givenDerived: unknown,
  set: Readonly<Record<string, string>>,
  problems: string[],
): readonly ResolvedParameter[] {
  const declared = declaredOptions(given, problems);
  const derived = derivations(givenDerived, problems);
  if (declared === undefined) return [];
  const names = Object.keys(declared);
  refuseUndeclared(Object.keys(set), names, problems);
  const values: Record<string, unknown> = {};
  const defaults: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(declared)) {
    if (!option.hasDefault) problems.push(`parameters: ${name} must have a default`);
    defaults[name] = option.defaultValue;
    const value = Object.hasOwn(set, name) ? readTyped(option, set[name]!) : option.defaultValue;
    values[name] = value;
    if (option.accepts(value)) continue;
    const hint = option.hint?.(value);
    const message = `--set ${name}: must be ${option.requirement}; got ${shown(value)}`;
    problems.push(hint === undefined ? message : `${message} (${hint})`);
  }
  if (problems.length === 0) {
    for (const [name, derive] of Object.entries(derived)) {
      defaults[name] = derive(values);
      if (!Object.hasOwn(set, name)) values[name] = defaults[name];
    }
  }
  return Object.entries(declared).map(([name, option]) => ({
    name,
    value: values[name] as number | string | boolean,
    defaultValue: defaults[name] as number | string | boolean,
    meaning: option.meaning,
  }));
}

/** `undefined` where any of them is no option: what is typed after `--set` then cannot be judged. */
function declaredOptions(given: unknown, problems: string[]): Readonly<Record<string, Option<unknown>>> | undefined {
  if (given === undefined) return {};
  const example = "finite(0, 10, { default: 1, meaning: '…' })";
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isOption(given)) {
    const got = isOption(given) ? 'one option' : shown(given);
    problems.push(`parameters: must be an object of named options such as { x: ${example} }; got ${got}`);
    return undefined;
  }
  const wrong = Object.entries(given).filter(([, option]) => !isOption(option));
  for (const [name, option] of wrong) {
    const hint = typeof option === 'function' ? '; call it, with its range in parentheses' : '';
    problems.push(`parameters: ${name} must be an option such as ${example}; got ${shown(option)}${hint}`);
  }
  return wrong.length === 0 ? (given as Readonly<Record<string, Option<unknown>>>) : undefined;
}

function derivations(given: unknown, problems: string[]): Readonly<Record<string, (parameters: unknown) => unknown>> {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.push(`derived: must be an object of named functions (parameters) => value; got ${shown(given)}`);
    return {};
  }
  for (const [name, derive] of Object.entries(given)) {
    if (typeof derive === 'function') continue;
    problems.push(`derived: ${name} must be a function (parameters) => value; got ${shown(derive)}`);
  }
  return given as Readonly<Record<string, (parameters: unknown) => unknown>>;
}

function refuseUndeclared(given: readonly string[], names: readonly string[], problems: string[]): void {
  for (const name of given.filter((each) => !names.includes(each))) {
    const near = nearestName(name, names);
    const hint =
      near !== undefined
        ? `did you mean "${near}"?`
        : names.length === 0
          ? 'it declares none'
          : `it has ${names.join(', ')}`;
    problems.push(`--set: the scenario has no parameter "${name}"; ${hint}`);
  }
}

function isOption(value: unknown): value is Option<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<Option<unknown>>).accepts === 'function' &&
    typeof (value as Partial<Option<unknown>>).requirement === 'string'
  );
}

/** What was typed for an option: a strict decimal number where one is meant, else the text as it stands. */
export function readTyped(option: Option<unknown>, typed: string): unknown {
  const wantsNumber = option.kind === 'number' || (option.kind === 'choice' && typeof option.defaultValue === 'number');
  if (wantsNumber) return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(typed) ? Number(typed) : typed;
  if (option.kind === 'flag') return typed === 'true' ? true : typed === 'false' ? false : typed;
  return typed;
}
