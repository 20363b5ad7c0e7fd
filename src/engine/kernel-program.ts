import type { KernelOperation, KernelProgram, KernelSeat } from '../kernel/program.ts';
import type { Clock } from './clock.ts';
import { elapsedDays } from './clock.ts';
import type { State } from './contracts.ts';
import type { Almanac, Operation, Player, Seating } from './seats.ts';
import { streamName } from './seats.ts';
import type { Watching } from './watch.ts';

/** The name of a field in a kernel. */
export const fieldName = ({ place }: Player, field: string): string => `${place}.${field}`;

/** The stream of a draw, or the field of another that stands in for it. */
const drawnFrom = (player: Player, draw: string): string =>
  draw === player.blended?.draw ? fieldName(player.blended.from, draw) : streamName(player, draw);

/**
 * A seating in the words of the kernel compiler, which knows neither prices nor holdings.
 *
 * What `begin` does is the same on every path, for nothing has been drawn yet: it has been done once, and its outcome is
 * the state that every path starts from.
 */
export function kernelProgram(
  seating: Seating,
  watching: Watching,
  clock: Clock,
  results: readonly string[],
  watched: readonly string[],
): KernelProgram {
  const players: readonly Player[] = [...seating.blenders, ...seating.seats, ...watching.holdings];
  const placeOf = new Map<object, string>(players.map(({ s, place }) => [s, place]));
  const almanacs = [...seating.almanacs, watching.almanac];
  const calendarName = (almanac: Almanac, name: string) => `${almanacs.indexOf(almanac)}/${name}`;
  const calendars: Record<string, Float64Array> = {
    days: Float64Array.from({ length: clock.steps }, (_, step) => elapsedDays(clock, step + 1)),
    isLast: Float64Array.from({ length: clock.steps }, (_, step) => (step === clock.steps - 1 ? 1 : 0)),
  };
  for (const almanac of almanacs) {
    almanac.names.forEach((name, i) => {
      calendars[calendarName(almanac, name)] = almanac.counts[i]!;
    });
  }

  const seatOf = (player: Player): KernelSeat => {
    const almanac = almanacs.find(({ at }) => at === player.at)!;
    const port = (record: object) => placeOf.get(record) ?? (record as State);
    return {
      name: player.place,
      state: player.s,
      constants: player.k,
      draws: Object.fromEntries(Object.keys(player.draw).map((draw) => [draw, drawnFrom(player, draw)])),
      at: {
        days: 'days',
        isLast: 'isLast',
        ...Object.fromEntries(almanac.names.map((name) => [name, calendarName(almanac, name)])),
      },
      ports: Object.fromEntries(Object.entries(player.ports).map(([name, record]) => [name, port(record as object)])),
      helpers: player.uses,
    };
  };
  const kernelOperation = ({ seat, run }: Operation): KernelOperation => ({ seat: seat.place, step: run });
  return {
    steps: clock.steps,
    seats: players.map(seatOf),
    phases: [...seating.phases.flatMap(parted), ...watching.operations.map((operation) => [operation])].map(
      (operations) => operations.map(kernelOperation),
    ),
    streams: seating.deals.map(({ player, name, kind }) => ({ name: streamName(player, name), kind })),
    calendars,
    results,
    watched,
  };
}

/** Metrics read, and nobody reads them: they have a loop of their own, and the registers of one. */
function parted(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const metrics = operations.filter(({ seat }) => seat.place.includes('metric/'));
  return [operations.filter((each) => !metrics.includes(each)), metrics].filter(({ length }) => length > 0);
}
