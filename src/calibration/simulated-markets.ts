import { type Clock, generatedClock } from '../engine/clock.ts';
import type { Model } from '../engine/model.ts';
import { openSimulation } from '../engine/simulation.ts';
import { seedKey } from '../random/seed.ts';
import type { MarketRecord } from './market-statistics.ts';

/** A market to simulate, and for how long. */
export interface MarketSetup {
  readonly price: Model<'price'>;
  readonly funding: Model<'funding'>;
  /** Returns of a market, one a period. */
  readonly returns: number;
  readonly periodMinutes: number;
  /** Minutes between stamps of funding; `null` leaves funding out. A period holds a whole number of them. */
  readonly stampMinutes: number | null;
  readonly markets: number;
  readonly seed: string;
  /** Tables on the clock of what a model is resampled from; left out where none is. */
  readonly recordingOf?: RecordingOf | undefined;
}

export type RecordingOf = (model: Model, clock: Clock) => Readonly<Record<string, Float64Array>>;

/** Markets of a model, simulated as any scenario is, by its plain steps. */
export function simulatedMarkets(setup: MarketSetup): readonly MarketRecord[] {
  const { price, funding, returns, periodMinutes, stampMinutes, markets, seed, recordingOf } = setup;
  const stepMinutes = Math.min(periodMinutes, stampMinutes ?? periodMinutes);
  const perReturn = periodMinutes / stepMinutes;
  const days = (returns * periodMinutes) / 1440;
  const clock = generatedClock(days, stepMinutes);
  const simulation = openSimulation(
    {
      key: seedKey(seed),
      clock,
      price,
      funding,
      holdings: [],
      metrics: [],
      recordingOf: (model) => recordingOf?.(model, clock) ?? {},
    },
    'plain',
  );
  return Array.from({ length: markets }, (_, path) => {
    const logReturns = new Float64Array(returns);
    const stamps = new Float64Array(stampMinutes === null ? 0 : returns * perReturn);
    const sums = new Float64Array(returns);
    simulation.trace(path, (step, _phase, place, state) => {
      if (step < 0) return;
      const at = Math.floor(step / perReturn);
      if (place === 'price') logReturns[at]! += state.logReturn as number;
      if (place !== 'funding' || stampMinutes === null) return;
      stamps[step] = state.rate as number;
      sums[at]! += stamps[step]!;
    });
    return {
      stepDays: periodMinutes / 1440,
      returns: logReturns,
      funding: stampMinutes === null ? null : { stamps, perReturn: sums },
    };
  });
}
