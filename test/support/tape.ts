import type { Clock } from '../../src/engine/clock.ts';
import { generatedClock } from '../../src/engine/clock.ts';
import { fundingProcess, priceProcess } from '../../src/engine/define.ts';
import type { Model } from '../../src/engine/model.ts';
import type { Phase } from '../../src/engine/seats.ts';
import type { Simulation } from '../../src/engine/simulation.ts';
import { openSimulation } from '../../src/engine/simulation.ts';
import { drawdown } from '../../src/metrics/drawdown.ts';
import { marketPath } from '../../src/metrics/market-path.ts';

/** One step of an injected market: simple returns over the close before, and the funding charged at its end. */
export interface Bar {
  readonly close: number;
  readonly open?: number;
  readonly low?: number;
  readonly high?: number;
  readonly funding?: number;
}

/** A market that plays back what it is told, and the holdings in it: laws then need no random numbers. */
export interface Tape {
  readonly simulation: Simulation;
  readonly clock: Clock;
  /** Writes the next market; shorter ones are filled up with bars in which nothing happens. */
  readonly record: (bars: readonly Bar[]) => void;
}

export interface TapeSetup {
  readonly holdings: Readonly<Record<string, Model<'holding'>>>;
  readonly steps: number;
  /** One day unless given; steps then hold three stamps of funding and one of the management fee. */
  readonly stepMinutes?: number;
  /** The market shows open, low and high inside each step. */
  readonly hasRange?: boolean;
  /** In place of the recorded funding. */
  readonly funding?: Model<'funding'>;
  readonly metrics?: readonly Model<'metric'>[];
}

const quiet: Bar = { close: 0 };

export function openTape(setup: TapeSetup): Tape {
  const { steps, stepMinutes = 1440, hasRange = false } = setup;
  const clock = generatedClock((steps * stepMinutes) / 1440, stepMinutes);
  const table = () => new Float64Array(Math.max(1, steps));
  const tables = { close: table(), log: table(), open: table(), low: table(), high: table() };
  const rates = table();
  const price = priceProcess({
    name: 'tapedPrice',
    hasRange,
    options: {},
    constants: () => tables,
    step: (s, k, _draw, at, _ports, math) => {
      s.simpleReturn = math.at(k.close, at.step);
      s.logReturn = math.at(k.log, at.step);
      s.openReturn = math.at(k.open, at.step);
      s.lowReturn = math.at(k.low, at.step);
      s.highReturn = math.at(k.high, at.step);
    },
  });
  const funding = fundingProcess({
    name: 'tapedFunding',
    options: {},
    constants: () => ({ rates }),
    step: (s, k, _draw, at, _ports, math) => {
      s.rate = math.at(k.rates, at.step);
    },
  });
  // A kernel would hold the tables as they were when it was compiled.
  const simulation = openSimulation(
    {
      key: [1, 2],
      clock,
      price: price(),
      funding: setup.funding ?? funding(),
      holdings: Object.entries(setup.holdings).map(([name, model]) => {
        if (model.problems.length > 0) throw new Error(model.problems.join('\n'));
        return { name, model };
      }),
      metrics: setup.metrics ?? [marketPath(), drawdown()],
      recordingOf: () => ({}),
    },
    'plain',
  );
  return {
    simulation,
    clock,
    record: (bars) => {
      if (bars.length > steps) throw new Error(`the tape has ${steps} steps; got ${bars.length}`);
      for (let i = 0; i < steps; i++) {
        const {
          close,
          open = 0,
          low = Math.min(0, close),
          high = Math.max(0, close),
          funding: rate = 0,
        } = bars[i] ?? quiet;
        tables.close[i] = close;
        tables.log[i] = Math.log1p(close);
        tables.open[i] = open;
        tables.low[i] = low;
        tables.high[i] = high;
        rates[i] = rate;
      }
    },
  };
}

/** What a state was after one phase of one step; step -1 is the start. */
export interface Seen {
  readonly step: number;
  readonly phase: Phase;
  readonly state: Readonly<Record<string, number | boolean>>;
}

/** Every state of one place (`holding/<name>`, `price`, …) on one path, phase by phase. */
export function history(simulation: Simulation, place: string, path = 0): readonly Seen[] {
  const seen: Seen[] = [];
  simulation.trace(path, (step, phase, at, state) => {
    if (at === place) seen.push({ step, phase, state: { ...state } });
  });
  return seen;
}

/** The state of a holding at the start and at the end of each step: entry 0 is the start. */
export function stepEnds(simulation: Simulation, holding: string, path = 0): readonly Numbers[] {
  const ends: Numbers[] = [];
  for (const { step, state } of history(simulation, `holding/${encodeURIComponent(holding)}`, path)) {
    ends[step + 1] = state as Numbers;
  }
  return ends;
}

/** A state of which only the numbers are read. */
export type Numbers = Readonly<Record<string, number>>;

/** Plays returns to one holding and shows the end of every step. */
export function play(
  holding: Model<'holding'>,
  bars: readonly Bar[],
  options: Omit<TapeSetup, 'holdings' | 'steps'> = {},
): readonly Numbers[] {
  const tape = openTape({ ...options, holdings: { it: holding }, steps: bars.length });
  tape.record(bars);
  return stepEnds(tape.simulation, 'it');
}
