import { generatedClock } from '../../src/engine/clock.ts';
import type { PriceOutputs } from '../../src/engine/contracts.ts';
import type { Model } from '../../src/engine/model.ts';
import { stampsPerStep } from '../../src/engine/schedule.ts';
import { math } from '../../src/math/math.ts';

/** Random numbers of one step, by draw. */
export type Dealt = Readonly<Record<string, number>>;

/**
 * A price that is dealt its random numbers by hand, so that laws and oracles need no sample: what it leaves after each
 * step. Draws that are not dealt are 0.
 */
export function dealtPrice(
  model: Model<'price'>,
  steps: number,
  stepMinutes = 1440,
): (deals: readonly Dealt[]) => readonly PriceOutputs[] {
  if (model.problems.length > 0) throw new Error(model.problems.join('\n'));
  const clock = generatedClock((steps * stepMinutes) / 1440, stepMinutes);
  const k = model.constants({
    clock,
    hasRange: false,
    targetLeverage: 0,
    limits: { low: 0, high: 0 },
    isPart: false,
    recording: {},
  });
  const calendar = Object.entries(model.calendar).map(([name, schedule]) => ({
    name,
    counts: stampsPerStep(schedule, clock),
  }));
  const none = Object.fromEntries(Object.keys(model.draws).map((name) => [name, 0]));
  return (deals) => {
    const s = { ...model.state };
    return deals.map((deal, step) => {
      const due = Object.fromEntries(calendar.map(({ name, counts }) => [name, counts[step]]));
      model.step(s, k, { ...none, ...deal }, { step, days: 0, isLast: false, ...due }, {}, math);
      return { ...s } as unknown as PriceOutputs;
    });
  };
}

/** Every way to deal one of `nodes` to each of `steps` steps, with its weight: moments without a sample. */
export function allDeals(
  steps: number,
  nodes: readonly (readonly [z: number, weight: number])[],
): readonly { readonly zs: readonly number[]; readonly weight: number }[] {
  let deals: readonly { zs: readonly number[]; weight: number }[] = [{ zs: [], weight: 1 }];
  for (let step = 0; step < steps; step++) {
    deals = deals.flatMap(({ zs, weight }) => nodes.map(([z, w]) => ({ zs: [...zs, z], weight: weight * w })));
  }
  return deals;
}

/** Gauss & Hermite's three nodes: they have the moments of a normal number up to the fifth. */
export const THREE_NODES = [
  [-Math.sqrt(3), 1 / 6],
  [0, 2 / 3],
  [Math.sqrt(3), 1 / 6],
] as const;
