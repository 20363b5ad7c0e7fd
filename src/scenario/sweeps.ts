import type { Option, Options, Values } from '../engine/options.ts';
import { shown } from '../engine/options.ts';
import type { SettingValue, SweepAxis } from '../result/sweep-result.ts';
import { gridOf } from '../result/sweep-result.ts';
import { nearestName } from '../text/nearest-name.ts';
import { MOST_PATHS } from './limits.ts';

/** What the report looks at beside the run: the same question with other numbers, by the same luck. */
interface Asked<P extends Options> {
  /** Paths in each cell, the first ones of the run; 240 unless given. */
  readonly paths?: number;
  /** Names of the holdings that are looked at, from the parameters of a cell; unless given, the first token. */
  readonly of?: (parameters: Values<P>) => readonly string[];
}

/** A grid of one or two parameters: `over: { leverage: [1, 2, 3], volatilityPerYear: range(0.3, 1.2, 0.1) }`. */
export interface Sweep<P extends Options> extends Asked<P> {
  readonly over: { readonly [N in keyof P]?: readonly Values<P>[N][] };
}

/** Cells that have names: `cases: { Choppy: {}, Trending: { driftPerYear: 0.6 } }`, each by what it sets. */
export interface Regimes<P extends Options> extends Asked<P> {
  readonly cases: Readonly<Record<string, { readonly [N in keyof P]?: Values<P>[N] }>>;
}

/** A cell by what it sets; one of the regimes has a name. */
export interface CellSettings {
  readonly name?: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
}

export interface ResolvedSweep {
  /** None of regimes. */
  readonly axes: readonly SweepAxis[];
  readonly cells: readonly CellSettings[];
  readonly paths: number;
  /** In the run as it stands; `null`: the first token, or where there is none the first holding. */
  readonly holdings: readonly string[] | null;
}

const DEFAULT_PATHS = 240;
export const MOST_AXES = 2;
export const MOST_CELLS = 10_000;
const MOST_REGIMES = 8;

type Declared = Readonly<Record<string, Option<unknown>>>;

/** Reads what an author gave as `sweep`; what is wrong goes to `problems`, one line each. `null` where there is nothing. */
export function settleSweep(
  given: unknown,
  declared: Declared,
  values: Readonly<Record<string, unknown>>,
  problems: string[],
): ResolvedSweep | null {
  const asked = readAsked('sweep', 'over', '{ leverage: [1, 2, 3] }', given, values, problems);
  if (asked === null) return null;
  const axes = Object.entries(asked.body).map(([name, list]) => {
    if (!isKnown('sweep', name, declared, problems)) return { name, values: [] };
    if (!Array.isArray(list) || list.length === 0) {
      problems.push(`sweep: ${name} must be a list of values, or range(from, to, step); got ${shown(list)}`);
      return { name, values: [] };
    }
    for (const value of list) refuseValue('sweep', name, value, declared, problems);
    if (new Set(list).size < list.length) problems.push(`sweep: ${name} must have each value once`);
    return { name, values: list as readonly SettingValue[] };
  });
  problems.push(...gridProblems('sweep', axes));
  return { axes, cells: gridOf(axes).map((settings) => ({ settings })), ...asked.rest };
}

/** Reads what an author gave as `regimes`, in the same way. */
export function settleRegimes(
  given: unknown,
  declared: Declared,
  values: Readonly<Record<string, unknown>>,
  problems: string[],
): ResolvedSweep | null {
  const asked = readAsked('regimes', 'cases', '{ Calm: { volatilityPerYear: 0.4 } }', given, values, problems);
  if (asked === null) return null;
  const cases = Object.entries(asked.body);
  if (cases.length === 0 || cases.length > MOST_REGIMES) {
    problems.push(`regimes: cases must be 1 to ${MOST_REGIMES}; got ${cases.length}`);
  }
  const cells = cases.map(([name, settings]) => {
    const place = `regimes: ${JSON.stringify(name)}`;
    if (name.trim() === '' || name.length > 40) problems.push(`${place}: its name must be 1 to 40 characters`);
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
      problems.push(`${place} must be an object of parameters it sets; got ${shown(settings)}`);
      return { name, settings: {} };
    }
    for (const [parameter, value] of Object.entries(settings)) {
      if (isKnown(place, parameter, declared, problems)) refuseValue(place, parameter, value, declared, problems);
    }
    return { name, settings: settings as Readonly<Record<string, SettingValue>> };
  });
  return { axes: [], cells, ...asked.rest };
}

/** What is wrong with the size of a grid, a line each. */
export function gridProblems(place: string, axes: readonly SweepAxis[]): readonly string[] {
  const problems: string[] = [];
  if (axes.length === 0) problems.push(`${place}: must go over at least one parameter; got none`);
  if (axes.length > MOST_AXES) {
    const others = axes.slice(MOST_AXES).map(({ name }) => name);
    problems.push(
      `${place}: must go over at most ${MOST_AXES} parameters, as a picture can; got ${axes.length}\nHint: leave ${others.join(' and ')} to --set, a sweep a value`,
    );
  }
  const cells = axes.reduce((product, { values }) => product * values.length, 1);
  if (cells > MOST_CELLS) problems.push(`${place}: must have at most ${MOST_CELLS} cells; got ${cells}`);
  return problems;
}

/** The holdings of a cell that are looked at, as places among all of them. What is wrong goes to `problems`. */
export function placesOf(
  place: string,
  asked: ResolvedSweep,
  holdings: readonly { readonly name: string; readonly model: { readonly family: string } }[],
  problems: string[],
): readonly number[] {
  if (asked.holdings === null) {
    const token = holdings.findIndex(({ model }) => model.family === 'token');
    return [Math.max(0, token)];
  }
  return asked.holdings.flatMap((name) => {
    const found = holdings.findIndex((each) => each.name === name);
    if (found >= 0) return [found];
    const near = nearestName(
      String(name),
      holdings.map((each) => each.name),
    );
    const hint = near === undefined ? '' : `; did you mean ${shown(near)}?`;
    problems.push(`${place}: there is no holding ${shown(name)}${hint}`);
    return [];
  });
}

/** As `--set` has it: text. */
export const typed = (settings: CellSettings['settings']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));

function readAsked(
  place: string,
  field: string,
  example: string,
  given: unknown,
  values: Readonly<Record<string, unknown>>,
  problems: string[],
): { readonly body: object; readonly rest: Pick<ResolvedSweep, 'paths' | 'holdings'> } | null {
  if (given === undefined) return null;
  const body = Object(given)[field] as unknown;
  if (typeof given !== 'object' || typeof body !== 'object' || body === null || Array.isArray(body)) {
    problems.push(`scenario: ${place} must be an object { ${field}: ${example} }; got ${shown(given)}`);
    return null;
  }
  const known = [field, 'paths', 'of'];
  for (const other of Object.keys(given!).filter((name) => !known.includes(name))) {
    problems.push(`${place}: has no "${other}"; it has ${known.join(', ')}`);
  }
  const { paths = DEFAULT_PATHS, of } = given as Asked<Options>;
  if (!Number.isInteger(paths) || paths < 40 || paths > MOST_PATHS) {
    problems.push(`${place}: paths must be a whole number from 40 to ${MOST_PATHS}; got ${shown(paths)}`);
  }
  if (of !== undefined && typeof of !== 'function') {
    problems.push(`${place}: of must be a function (parameters) => names of holdings; got ${shown(of)}`);
    return { body, rest: { paths, holdings: null } };
  }
  const holdings = of === undefined ? null : (of(values as never) as unknown);
  if (holdings !== null && (!Array.isArray(holdings) || holdings.length === 0)) {
    problems.push(`${place}: of must return a list of names of holdings; got ${shown(holdings)}`);
    return { body, rest: { paths, holdings: null } };
  }
  return { body, rest: { paths, holdings: holdings as readonly string[] | null } };
}

function isKnown(place: string, name: string, declared: Declared, problems: string[]): boolean {
  if (Object.hasOwn(declared, name)) return true;
  const names = Object.keys(declared);
  const near = nearestName(name, names);
  const hint = near === undefined ? `it has ${names.join(', ') || 'none'}` : `did you mean "${near}"?`;
  problems.push(`${place}: the scenario has no parameter "${name}"; ${hint}`);
  return false;
}

function refuseValue(place: string, name: string, value: unknown, declared: Declared, problems: string[]): void {
  const option = declared[name]!;
  if (option.accepts(value)) return;
  const hint = option.hint?.(value);
  const line = `${place}: ${name} must be ${option.requirement}; got ${shown(value)}`;
  problems.push(hint === undefined ? line : `${line} (${hint})`);
}
