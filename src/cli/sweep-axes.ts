import type { ParameterDescription } from '../result/run-result.ts';
import type { SettingValue, SweepAxis } from '../result/sweep-result.ts';
import { range } from '../scenario/range.ts';
import { gridProblems } from '../scenario/sweeps.ts';
import { nearestName } from '../text/nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** A parameter and what was typed for it: values, or the ends of a range. */
export interface TypedAxis {
  readonly name: string;
  readonly values: readonly string[];
}

/** Where a break-even is looked for; without a bracket, around the value that the parameter has. */
export interface TypedSolve {
  readonly parameter: string;
  readonly bracket: readonly [number, number] | null;
}

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const rangePattern = new RegExp(`^(${number}):(${number}):(${number})$`, 'i');
const bracketPattern = new RegExp(`^(${number}):(${number})$`, 'i');
const numberPattern = new RegExp(`^${number}$`, 'i');

/** Reads `leverage=1,2,3` and `volatilityPerYear=0.3:1.2:0.1`; what is wrong goes to `problems`, one line each. */
export function readAxes(all: readonly string[], problems: string[]): readonly TypedAxis[] {
  const axes = all.map((each): TypedAxis => {
    const at = each.indexOf('=');
    const [name, spec] = [each.slice(0, Math.max(0, at)).trim(), each.slice(at + 1).trim()];
    if (at < 1 || name === '' || spec === '') {
      problems.push(`--sweep: must be name=a,b,c or name=from:to:step; got ${JSON.stringify(each)}`);
      return { name: each, values: [] };
    }
    return { name, values: valuesOf(name, spec, problems) };
  });
  for (const [i, { name }] of axes.entries()) {
    if (axes.findIndex((axis) => axis.name === name) < i) problems.push(`--sweep ${name}: must be given once`);
  }
  if (axes.length > 0) problems.push(...gridProblems('--sweep', axes));
  return axes;
}

function valuesOf(name: string, spec: string, problems: string[]): readonly string[] {
  const bounds = rangePattern.exec(spec)?.slice(1).map(Number);
  if (bounds !== undefined) {
    try {
      return range(bounds[0]!, bounds[1]!, bounds[2]!).map(String);
    } catch (thrown) {
      problems.push(`--sweep ${name}: ${(thrown as Error).message}`);
      return [];
    }
  }
  if (bracketPattern.test(spec)) problems.push(`--sweep ${name}: needs a step, as in ${spec}:0.1; got ${spec}`);
  const values = spec.split(',').map((value) => value.trim());
  if (values.includes('')) problems.push(`--sweep ${name}: must be values between commas; got ${JSON.stringify(spec)}`);
  if (new Set(values).size < values.length) problems.push(`--sweep ${name}: must have each value once; got ${spec}`);
  return values;
}

/** Reads `volatilityPerYear=0.2:1.5`, or a name alone. */
export function readSolve(text: string | undefined, problems: string[]): TypedSolve | null {
  if (text === undefined) return null;
  const [parameter = '', spec] = text.split('=', 2).map((part) => part.trim());
  const ends = spec === undefined ? null : bracketPattern.exec(spec)?.slice(1).map(Number);
  if (parameter === '' || ends === undefined || (ends !== null && !(ends[0]! < ends[1]!))) {
    problems.push(`--solve: must be a parameter, or name=low:high with low below high; got ${JSON.stringify(text)}`);
    return null;
  }
  return { parameter, bracket: ends === null ? null : [ends[0]!, ends[1]!] };
}

/**
 * Gives what was typed the types of the scenario's parameters.
 *
 * @throws UsageError for what is no parameter of it, or no number where one is solved for
 */
export function settleAxes(
  axes: readonly TypedAxis[],
  solve: TypedSolve | null,
  parameters: readonly ParameterDescription[],
): readonly SweepAxis[] {
  const problems: string[] = [];
  const parameterOf = (flag: string, name: string) => {
    const found = parameters.find((each) => each.name === name);
    if (found !== undefined) return found;
    const names = parameters.map((each) => each.name);
    const near = nearestName(name, names);
    const hint = near === undefined ? `it has ${names.join(', ') || 'none'}` : `did you mean "${near}"?`;
    problems.push(`${flag}: the scenario has no parameter "${name}"; ${hint}`);
    return undefined;
  };
  const settled = axes.map(({ name, values }): SweepAxis => {
    const parameter = parameterOf('--sweep', name);
    return { name, values: values.map((value) => valueFrom(value, parameter)) };
  });
  if (solve !== null) {
    const parameter = parameterOf('--solve', solve.parameter);
    if (parameter !== undefined && typeof parameter.value !== 'number') {
      problems.push(`--solve ${solve.parameter}: must be a number in the scenario; it is ${typeof parameter.value}`);
    }
    if (axes.some(({ name }) => name === solve.parameter)) {
      problems.push(`--solve ${solve.parameter}: is swept as well; leave it to one of the two`);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return settled;
}

function valueFrom(typed: string, parameter: ParameterDescription | undefined): SettingValue {
  if (typeof parameter?.value === 'number' && numberPattern.test(typed)) return Number(typed);
  if (typeof parameter?.value === 'boolean' && (typed === 'true' || typed === 'false')) return typed === 'true';
  return typed;
}
