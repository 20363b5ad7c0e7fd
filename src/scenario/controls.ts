import type { Option, Options, Slider } from '../engine/options.ts';
import type { Control } from '../result/control.ts';
import type { ResolvedParameter } from './parameters.ts';

/** So many are shown at once where the author gave none of them a slider. */
const MOST_LEADING = 6;
/** More stops than these no hand can tell apart. */
const MOST_STOPS = 1000;
/** A default below it says nothing about what is worth trying. */
const NEGLIGIBLE = 1e-9;
/** Stops of a slider whose author gave no step. */
const STOPS = 100;

/**
 * A control for every parameter that is a number, a choice or a flag; the default and the value of this run are always among
 * its stops, so that it can stand where the run stood. Text has none.
 *
 * A slider without a range of its own goes from nothing to four times the default, within what the option accepts.
 */
export function controlsOf(
  declared: Options | undefined,
  parameters: readonly ResolvedParameter[],
): readonly Control[] {
  const options = declared ?? {};
  const hasSliders = Object.values(options).some(({ slider }) => slider !== undefined);
  return parameters.flatMap((parameter, index): readonly Control[] => {
    const { name, meaning } = parameter;
    const option: Option<unknown> | undefined = options[name];
    if (option === undefined) return [];
    const isLeading = hasSliders ? option.kind !== 'number' || option.slider !== undefined : index < MOST_LEADING;
    const shared = { name, meaning, isLeading };
    if (option.kind === 'flag') return [{ kind: 'flag', values: [false, true], ...shared }];
    if (option.kind === 'choice') return [{ kind: 'choice', values: option.choices ?? [], ...shared }];
    if (option.kind !== 'number') return [];
    return [{ kind: 'number', values: stops(option, parameter), ...shared }];
  });
}

/** What is wrong with the sliders that an author gave, one line each. */
export function sliderProblems(declared: unknown): readonly string[] {
  if (typeof declared !== 'object' || declared === null) return [];
  return Object.entries(declared as Options).flatMap(([name, option]) => {
    const { slider, range } = option ?? {};
    if (slider === undefined || range === undefined) return [];
    const { from, to, step = (to - from) / STOPS } = slider;
    if (
      range[0] <= from &&
      from < to &&
      to <= range[1] &&
      step > 0 &&
      step <= to - from &&
      (to - from) / step <= MOST_STOPS
    )
      return [];
    return [
      `parameters: ${name}: slider must be { from, to, step } with from < to within ${range[0]} to ${range[1]} and a step that fits into it 1 to ${MOST_STOPS} times; got { from: ${from}, to: ${to}, step: ${step} }`,
    ];
  });
}

function stops(
  { range, slider, isWhole = false }: Option<unknown>,
  { value, defaultValue }: ResolvedParameter,
): readonly number[] {
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const { from, to, step } = slider ?? guessed(Number(defaultValue), least, most);
  const size = isWhole ? Math.max(1, Math.round(step ?? niceStep(to - from))) : (step ?? niceStep(to - from));
  const found = new Set<number>([Number(defaultValue), Number(value)]);
  // Stops are multiples of the step: 0.7 and not 0.1 + 12 steps of 0.05.
  const first = Math.ceil(from / size - 1e-9);
  const more = Math.min(MOST_STOPS, Math.floor(to / size + 1e-9) - first);
  for (let i = 0; i <= more; i++) {
    const stop = Number(((first + i) * size).toPrecision(12));
    if (stop >= least && stop <= most) found.add(stop);
  }
  return [...found].sort((a, b) => a - b);
}

function guessed(usual: number, least: number, most: number): Slider {
  const reach = Math.abs(usual) < NEGLIGIBLE ? 1 : 4 * Math.abs(usual);
  const isSigned = least < 0;
  return { from: Math.max(least, isSigned ? -reach : 0), to: Math.min(most, reach) };
}

/** 1, 2 or 5 times a power of ten, for about a hundred of them. */
function niceStep(span: number): number {
  const rough = span / STOPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = [1, 2, 5, 10].find((each) => each * power >= rough * 0.999) ?? 10;
  return Number((digit * power).toPrecision(3));
}
