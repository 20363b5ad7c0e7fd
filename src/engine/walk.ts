import type { Clock } from './clock.ts';
import { elapsedDays } from './clock.ts';
import type { State } from './contracts.ts';
import type { Phase, Seating } from './seats.ts';

/** Sees every phase of every model as it ends: step (-1 at the start), phase, place and state. */
export type Witness = (step: number, phase: Phase, place: string, state: Readonly<State>) => void;

/** A path under way: begun at a path number, advanced step by step. */
export interface Walk {
  readonly begin: (path: number, see?: Witness) => void;
  readonly advance: (step: number, see?: Witness) => void;
}

/** The loop that everything stands on: facts of the step, random numbers, then each operation in its turn. */
export function openWalk({ seats, phases, deals, almanacs }: Seating, clock: Clock): Walk {
  const operations = phases.flat();
  const days = Float64Array.from({ length: clock.steps }, (_, step) => elapsedDays(clock, step + 1));

  const begin: Walk['begin'] = (path, see) => {
    for (const each of seats) Object.assign(each.s, each.initial);
    // Nothing has been drawn and nothing is due: a `begin` that reads either must not find what the path before left.
    for (const { draw, name, stream } of deals) {
      stream.startPath(path);
      draw[name] = Number.NaN;
    }
    for (const { at, names } of almanacs) {
      Object.assign(at, { step: -1, days: 0, isLast: false });
      for (const name of names) at[name] = 0;
    }
    for (const each of seats) {
      each.model.begin?.(each.s, each.k, each.draw, each.at, each.ports, each.math);
      see?.(-1, 'begin', each.place, each.s);
    }
  };

  const advance: Walk['advance'] = (step, see) => {
    const isLast = step === clock.steps - 1;
    const day = days[step]!;
    for (const { at, names, counts } of almanacs) {
      at.step = step;
      at.days = day;
      at.isLast = isLast;
      for (let i = 0; i < names.length; i++) at[names[i]!] = counts[i]![step]!;
    }
    for (const deal of deals) deal.draw[deal.name] = deal.next();
    for (const { seat: of, run, phase: name } of operations) {
      run(of.s, of.k, of.draw, of.at, of.ports, of.math);
      see?.(step, name, of.place, of.s);
    }
  };

  return { begin, advance };
}
