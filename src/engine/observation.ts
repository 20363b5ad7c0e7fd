import type { MathCore } from '../math/core.ts';
import { math } from '../math/math.ts';
import type { Clock } from './clock.ts';
import { elapsedDays } from './clock.ts';

/** At most so many points of a generated and of a recorded clock are observed where nothing else is asked for. */
const MOST_POINTS = { generated: 120, recorded: 366 };
const BINS = 4096;
const LOWEST = 1e-6;
const HIGHEST = 1e6;
/** Zero, below the lowest, at or above the highest. */
const EXTRA_BINS = 3;

/** When values are observed, and the log-spaced bins they are counted in: whole counts merge exactly, in any order. */
export interface Observation {
  /** For each step, the index of the point at its end, or -1. Point 0 is the start. */
  readonly pointOfStep: Int32Array;
  readonly days: readonly number[];
  readonly bins: number;
  readonly lowest: number;
  readonly highest: number;
  /** Counters of one holding: `points · (bins + 3)`, laid out as `FanAxes` says. */
  readonly size: number;
  readonly scale: Bins;
  readonly binsPerPoint: number;
}

/** How values are counted: in log-spaced bins from `lowest` to `highest`, with one below, one above and one for zero. */
export interface Bins {
  readonly bins: number;
  readonly lowest: number;
  readonly highest: number;
  readonly logLowest: number;
  readonly binsPerLog: number;
}

/**
 * The bin of a value: 0 for zero, 1 below the lowest, `bins + 2` from the highest on. In the kernel subset, for it runs
 * within a step.
 *
 * The logarithm is a Chebyshev interpolant of six terms on [1, 2), error 1.7e-6: an edge is off by a four-thousandth of the
 * width of a bin, and the same on every machine.
 */
export const binOfValue = (
  value: number,
  lowest: number,
  highest: number,
  logLowest: number,
  binsPerLog: number,
  bins: number,
  math: MathCore,
): number => {
  // Within bounds that are known, exponent and mantissa need none of their special cases.
  const raised = lowest < value ? value : lowest;
  const bounded = raised < highest ? raised : highest;
  const x = math.mantissa(bounded) - 1.5;
  const x2 = x * x;
  const logMantissa =
    0.4054651081081644 +
    x * 0.6666833904014414 +
    x2 *
      (-0.22223202159714325 +
        x * 0.0982361010335864 +
        x2 * (-0.04907264388840865 + x * 0.03043434585017952 + x2 * -0.017029610589193188));
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: a step has no Math.LN2
  const place = math.floor((math.exponent(bounded) * 0.6931471805599453 + logMantissa - logLowest) * binsPerLog);
  const last = bins - 1;
  const notAbove = place < last ? place : last;
  const inside = 2 + (notAbove < 0 ? 0 : notAbove);
  return value === 0 ? 0 : value < lowest ? 1 : value >= highest ? bins + 2 : inside;
};

/** The start, and so many points evenly spread behind it, the end included; no more than there are steps. */
export function observation(clock: Clock, mostPoints: number = MOST_POINTS[clock.kind]): Observation {
  const points = Math.min(clock.steps, mostPoints);
  const pointOfStep = new Int32Array(clock.steps).fill(-1);
  const days = [0];
  for (let point = 1; point <= points; point++) {
    const step = Math.round((point * clock.steps) / points) - 1;
    pointOfStep[step] = point;
    days.push(elapsedDays(clock, step + 1));
  }
  const logLowest = math.log(LOWEST);
  const binsPerLog = BINS / (math.log(HIGHEST) - logLowest);
  return {
    pointOfStep,
    days,
    bins: BINS,
    lowest: LOWEST,
    highest: HIGHEST,
    size: (points + 1) * (BINS + EXTRA_BINS),
    binsPerPoint: BINS + EXTRA_BINS,
    scale: { bins: BINS, lowest: LOWEST, highest: HIGHEST, logLowest, binsPerLog },
  };
}

/** The bin of a value, outside a step. */
export function binOf(value: number, { lowest, highest, logLowest, binsPerLog, bins }: Bins): number {
  return binOfValue(value, lowest, highest, logLowest, binsPerLog, bins, math);
}
