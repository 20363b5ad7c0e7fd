import type { Clock } from '../../src/engine/clock.ts';
import type { Model } from '../../src/engine/model.ts';
import { math } from '../../src/math/math.ts';

type Numbers = Readonly<Record<string, number>>;

/** Takes a process from a state through one step with these random numbers, and gives the state it ends in. */
export function stepper(model: Model, clock: Clock): (before: Numbers, draw: Numbers, step?: number) => Numbers {
  const limits = { low: 0, high: 0 };
  const context = { clock, hasRange: false, targetLeverage: 0, limits, isPart: false, recording: {} };
  const constants = model.constants(context);
  return (before, draw, step = 0) => {
    const state = { ...model.state, ...before } as Record<string, number>;
    const at = { step, days: 0, isLast: false };
    model.step(state, constants, draw, at, {}, { ...math, ...model.uses });
    return state;
  };
}
