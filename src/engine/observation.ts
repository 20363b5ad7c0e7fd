import { math } from '../math/math.ts';
import type { Clock } from './clock.ts';
import { elapsedDays } from './clock.ts';

/** At most so many points of a generated and of a recorded clock are observed, evenly spread, the end included. */
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
  readonly binOf: (value: number) => number;
  readonly binsPerPoint: number;
}

export function observation(clock: Clock): Observation {
  const points = Math.min(clock.steps, MOST_POINTS[clock.kind]);
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
    binOf: (value) => {
      if (value === 0) return 0;
      if (value < LOWEST) return 1;
      if (value >= HIGHEST) return BINS + 2;
      return 2 + Math.min(BINS - 1, Math.floor((math.log(value) - logLowest) * binsPerLog));
    },
  };
}
