import type { MathToolkit } from '../math/math.ts';
import { math } from '../math/math.ts';
import type { Step } from './contracts.ts';
import type { AnyStep } from './model.ts';
import type { Bins, Observation } from './observation.ts';
import { binOf, binOfValue } from './observation.ts';
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
/** As a step calls it: the arithmetic that it needs itself is not handed to it. */
interface Helpers {
  readonly binOfValue: (...given: WithoutLast<Parameters<typeof binOfValue>>) => number;
}
type WithoutLast<All extends readonly unknown[]> = All extends readonly [...infer Some, unknown] ? Some : never;

const watchValue: Step<{ largest: number; bin: number }, Bins, unknown, Facts, ValuePorts, Helpers> = (
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
    s.bin = math.binOfValue(value, k.lowest, k.highest, k.logLowest, k.binsPerLog, k.bins);
  }
};

/** As steps find it: helpers are called without the arithmetic that they need themselves. */
const toolkit: MathToolkit & Helpers = Object.freeze({
  ...math,
  binOfValue: (...given: Parameters<Helpers['binOfValue']>) => binOfValue(...given, math),
});

export function watch({ holdings }: Seating, observation: Observation): Watching {
  const counts = Float64Array.from(observation.pointOfStep, (point) => (point >= 0 ? 1 : 0));
  const at = { step: 0, days: 0, isLast: false, observed: 0 };
  const almanac: Almanac = { at, names: ['observed'], counts: [counts] };
  const player = (place: string, initial: Player['initial'], k: Player['k'], ports: object): Player => ({
    place: `watch/${place}`,
    drawsAs: `watch/${place}`,
    s: { ...initial },
    initial,
    k,
    draw: {},
    at,
    ports,
    uses: { binOfValue },
    math: toolkit,
  });
  const k = { ...observation.scale };
  const start = binOf(1, observation.scale);
  const values = holdings.map(({ own }) => player(own.place, { largest: 1, bin: start }, k, { holding: own.s }));
  const operation = (seat: Player, run: unknown): Operation => ({ seat, phase: 'step', run: run as AnyStep });
  return {
    holdings: values,
    operations: values.map((each) => operation(each, watchValue)),
    almanac,
  };
}
