import fc from 'fast-check';
import { evenly } from './arbitraries.ts';
import type { Bar } from './tape.ts';

/** A bar that could be: low <= open, close <= high, with a gap at the open now and then. */
export const bar: fc.Arbitrary<Required<Omit<Bar, 'funding'>>> = fc
  .record({
    gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: evenly(-0.12, 0.12) }),
    move: evenly(-0.08, 0.08),
    up: evenly(0, 0.06),
    down: evenly(0, 0.06),
  })
  .map(({ gap, move, up, down }) => {
    const close = (1 + gap) * (1 + move) - 1;
    return {
      open: gap,
      close,
      high: (1 + Math.max(gap, close)) * (1 + up) - 1,
      low: (1 + Math.min(gap, close)) * (1 - down) - 1,
    };
  });

export const bars = fc.array(bar, { minLength: 1, maxLength: 40 });

/** The same closes with nothing inside the bars: open, high and low are all the close. */
export const closesOnly = (list: readonly Bar[]): readonly Bar[] =>
  list.map(({ close }) => ({ close, open: close, high: close, low: close }));
