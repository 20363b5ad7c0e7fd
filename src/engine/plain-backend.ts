import type { Backend, LanesReader } from './backend.ts';
import type { Clock } from './clock.ts';
import type { Observation } from './observation.ts';
import type { Player, Seating } from './seats.ts';
import { openWalk } from './walk.ts';
import type { Watching } from './watch.ts';

/** Runs the steps as they stand, one path after the other. */
export function plainBackend(seating: Seating, watching: Watching, clock: Clock, observation: Observation): Backend {
  const { begin, advance } = openWalk(seating, clock);
  const { operations, almanac, holdings } = watching;
  const observed = almanac.counts[0]!;
  const { at } = almanac;
  const numberOf =
    (player: Player, field: string): LanesReader =>
    (into) => {
      into[0] = player.s[field] as number;
    };
  return {
    kind: 'plain',
    resultOf: numberOf,
    watchedOf: numberOf,
    wholesOf: (player, field) => (into, at) => {
      into[at] = player.s[field] as number;
    },
    lanes: 1,
    run: (firstPath, count, { followed, follow, observe, finish }) => {
      for (let row = 0; row < count; row++) {
        const path = firstPath + row;
        begin(path);
        for (const each of holdings) Object.assign(each.s, each.initial);
        observe(0, path, 1);
        for (let step = 0; step < clock.steps; step++) {
          advance(step);
          at.observed = observed[step]!;
          for (const { seat, run } of operations) run(seat.s, seat.k, seat.draw, seat.at, seat.ports, seat.math);
          if (path < followed) follow(1);
          const point = observation.pointOfStep[step]!;
          if (point >= 0) observe(point, path, 1);
        }
        finish(path, row, 1);
      }
    },
  };
}
