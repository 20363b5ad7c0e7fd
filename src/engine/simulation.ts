import { checkBooks } from './books.ts';
import { StepError } from './errors.ts';
import type { Observation } from './observation.ts';
import { observation } from './observation.ts';
import type { Seat, Setup } from './seats.ts';
import { seatModels } from './seats.ts';
import type { Witness } from './walk.ts';
import { openWalk } from './walk.ts';

/** A column of the result: one number a path. */
export interface ColumnName {
  /** `null` for the market. */
  readonly holding: string | null;
  readonly name: string;
}

/** Where a block's results go. Columns are written at the path's place; counts are added to. */
export interface Sink {
  /** One array a column, as `columns` orders them; index `path - firstPath`. */
  readonly columns: readonly Float64Array[];
  /** One array of counters a holding. */
  readonly fans: readonly Uint32Array[];
  /** `samples[path][holding]`, and the coin last: values at the observed points; present for the first paths only. */
  readonly samples: readonly (readonly Float64Array[])[];
}

export interface Simulation {
  readonly columns: readonly ColumnName[];
  readonly observation: Observation;
  /** Simulates paths `firstPath` … `firstPath + count - 1`, each from start to end. */
  readonly runBlock: (firstPath: number, count: number, sink: Sink) => void;
  /** Simulates one path and shows every step of it: `see(step, phase, place, state)` after each phase of each model. */
  readonly trace: (path: number, see: Witness) => void;
}

/** Opens a run: seats its models, lays out its columns. What happens in a step, and in which order, is in `seats.ts`. */
export function openSimulation(setup: Setup): Simulation {
  const { clock } = setup;
  const seating = seatModels(setup);
  const { price, marketMetrics, holdings } = seating;
  const { begin, advance } = openWalk(seating, clock);
  const watched = observation(clock);

  const readers: { readonly column: ColumnName; readonly read: () => number }[] = [];
  const column = (holding: string | null, name: string, read: () => number) =>
    readers.push({ column: { holding, name }, read });
  const fieldsOf = (holding: string | null, from: Seat) => {
    for (const name of from.model.results) column(holding, name, () => from.s[name] as number);
  };
  for (const each of marketMetrics) fieldsOf(null, each);
  const books = holdings.map(({ own }) => checkBooks(own.s));
  holdings.forEach(({ name, own, metrics }, index) => {
    column(name, 'finalValue', () => own.s.value as number);
    fieldsOf(name, own);
    for (const each of metrics) fieldsOf(name, each);
    for (const outcome of ['rebalances', 'turnover', 'ruinDays', 'liquidationDays', 'stopDays']) {
      if (outcome in own.s) column(name, outcome, () => own.s[outcome] as number);
    }
    const { accounts, residual } = books[index]!;
    for (const { field, account } of accounts) column(name, account, () => own.s[field] as number);
    column(name, 'log/residual', residual);
  });

  /** Replays a path that went wrong, to say where it first did. */
  const explain = (path: number, holding: string | null, quantity: string): StepError => {
    let found = '';
    begin(path);
    for (let step = 0; step < clock.steps && found === ''; step++) {
      advance(step, (_step, name, place, state) => {
        const bad = Object.entries(state).find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
        if (found === '' && bad !== undefined) found = `${place}: ${bad[0]} is ${bad[1]} after ${name} of step ${step}`;
      });
    }
    const of = holding === null ? 'the market' : `holding "${holding}"`;
    const first = found === '' ? '' : `; first seen in ${found}`;
    return new StepError(`${of}: ${quantity} is not a finite number on path ${path}${first}`, path);
  };

  const observe = (point: number, path: number, sink: Sink, coin: number) => {
    const samples = sink.samples[path];
    for (let h = 0; h < holdings.length; h++) {
      const value = holdings[h]!.own.s.value as number;
      const index = point * watched.binsPerPoint + watched.binOf(value);
      sink.fans[h]![index] = sink.fans[h]![index]! + 1;
      if (samples !== undefined) samples[h]![point] = value;
    }
    if (samples !== undefined) samples[holdings.length]![point] = coin;
  };

  const largest = new Float64Array(holdings.length);
  const runPath = (path: number, row: number, sink: Sink) => {
    begin(path);
    let coin = 1;
    largest.fill(1);
    observe(0, path, sink, coin);
    for (let step = 0; step < clock.steps; step++) {
      advance(step);
      coin *= 1 + (price.s.simpleReturn as number);
      for (let h = 0; h < holdings.length; h++) largest[h] = Math.max(largest[h]!, holdings[h]!.own.s.value as number);
      const point = watched.pointOfStep[step]!;
      if (point >= 0) observe(point, path, sink, coin);
    }
    for (let c = 0; c < readers.length; c++) {
      const value = readers[c]!.read();
      if (!Number.isFinite(value)) throw explain(path, readers[c]!.column.holding, readers[c]!.column.name);
      sink.columns[c]![row] = value;
    }
    for (let h = 0; h < holdings.length; h++) {
      const value = holdings[h]!.own.s.value as number;
      if (!(value >= 0))
        throw new StepError(`holding "${holdings[h]!.name}": value ${value} is below zero on path ${path}`, path);
      books[h]!.assertBalanced(holdings[h]!.name, path, largest[h]!);
    }
  };

  return {
    columns: readers.map((reader) => reader.column),
    observation: watched,
    runBlock: (firstPath, count, sink) => {
      for (let row = 0; row < count; row++) runPath(firstPath + row, row, sink);
    },
    trace: (path, see) => {
      begin(path, see);
      for (let step = 0; step < clock.steps; step++) advance(step, see);
    },
  };
}
