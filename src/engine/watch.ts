import { math } from '../math/math.ts';
import type { Step } from './contracts.ts';
import type { AnyStep } from './model.ts';
import type { Observation } from './observation.ts';
import type { Almanac, Operation, Player, Seating } from './seats.ts';

/** What the engine itself notes on the way, as steps like any other: the same on every back-end. */
export interface Watching {
  /** Of each holding: `largest` value so far, and the `bin` of its value at the last observed point. */
  readonly holdings: readonly Player[];
  /** After the phases of the seating, one a holding. */
  readonly operations: readonly Operation[];
  readonly almanac: Almanac;
}

interface Facts {
  /** 1 where the end of the step is a point of the observation. */
  readonly observed: number;
}
interface ValuePorts {
  readonly holding: { readonly value: number };
}
interface Bins {
  readonly lowest: number;
  readonly highest: number;
  readonly logLowest: number;
  readonly binsPerLog: number;
  readonly bins: number;
}

const watchValue: Step<{ largest: number; bin: number }, Bins, unknown, Facts, ValuePorts, unknown> = (
  s,
  k,
  _draw,
  at,
  ports,
  math,
) => {
  const value = ports.holding.value;
  s.largest = value > s.largest ? value : s.largest;
  if (at.observed > 0) {
    // Within bounds that are known, the logarithm needs none of its special cases.
    const raised = k.lowest < value ? value : k.lowest;
    const bounded = raised < k.highest ? raised : k.highest;
    const place = math.floor((math.log(bounded) - k.logLowest) * k.binsPerLog);
    const inside = 2 + (place < k.bins - 1 ? place : k.bins - 1);
    const above = value >= k.highest ? k.bins + 2 : inside;
    s.bin = value === 0 ? 0 : value < k.lowest ? 1 : above;
  }
};

export function watch({ holdings }: Seating, observation: Observation): Watching {
  const counts = Float64Array.from(observation.pointOfStep, (point) => (point >= 0 ? 1 : 0));
  const at = { step: 0, days: 0, isLast: false, observed: 0 };
  const almanac: Almanac = { at, names: ['observed'], counts: [counts] };
  const player = (place: string, initial: Player['initial'], k: Player['k'], ports: object): Player => ({
    place: `watch/${place}`,
    s: { ...initial },
    initial,
    k,
    draw: {},
    at,
    ports,
    uses: {},
    math,
  });
  const { bins, lowest, highest } = observation;
  const logLowest = math.log(lowest);
  const k = { bins, lowest, highest, logLowest, binsPerLog: bins / (math.log(highest) - logLowest) };
  const start = observation.binOf(1);
  const values = holdings.map(({ own }) => player(own.place, { largest: 1, bin: start }, k, { holding: own.s }));
  const operation = (seat: Player, run: unknown): Operation => ({ seat, phase: 'step', run: run as AnyStep });
  return {
    holdings: values,
    operations: values.map((each) => operation(each, watchValue)),
    almanac,
  };
}
