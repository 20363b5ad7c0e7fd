import { compile } from '../kernel/compile.ts';
import { CannotCompile } from '../kernel/lower/lower.ts';
import type { Kernel } from '../kernel/program.ts';
import { openPathState } from '../random/path-state.ts';
import type { Backend, Reader } from './backend.ts';
import { checkBooks } from './books.ts';
import { StepError } from './errors.ts';
import type { CompiledKernel } from './kernel-backend.ts';
import { kernelBackend } from './kernel-backend.ts';
import { fieldName, kernelProgram } from './kernel-program.ts';
import type { Observation } from './observation.ts';
import { binOf, observation } from './observation.ts';
import { plainBackend } from './plain-backend.ts';
import type { Player, Seat, Setup } from './seats.ts';
import { seatModels, streamName } from './seats.ts';
import type { Witness } from './walk.ts';
import { openWalk } from './walk.ts';
import { watch } from './watch.ts';

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

/** What takes the steps: plain functions, a kernel that is compiled here, or one that was compiled elsewhere. */
export type Kernels = 'plain' | 'wasm' | CompiledKernel;

export interface Simulation {
  /** The kernel that runs, for other threads to run as well; `null` where plain functions do. */
  readonly kernel: CompiledKernel | null;
  /** Where plain functions run although kernels were asked for: why, a line each. Results are the same. */
  readonly plainBecause: readonly string[];
  readonly columns: readonly ColumnName[];
  readonly observation: Observation;
  /** Simulates paths `firstPath` … `firstPath + count - 1`, each from start to end. */
  readonly runBlock: (firstPath: number, count: number, sink: Sink) => void;
  /** Simulates one path and shows every step of it: `see(step, phase, place, state)` after each phase of each model. */
  readonly trace: (path: number, see: Witness) => void;
}

/**
 * Opens a run: seats its models, lays out its columns, compiles its kernel. What happens in a step, and in which order, is
 * in `seats.ts`. Where a step is beyond kernels, plain functions run.
 */
export function openSimulation(setup: Setup, kernels: Kernels = 'wasm'): Simulation {
  const { clock } = setup;
  const seating = seatModels(setup);
  const { marketMetrics, holdings, price } = seating;
  const walk = openWalk(seating, clock);
  const watched = observation(clock);
  walk.begin(0);
  const watching = watch(seating, watched);
  const startBins = holdings.map(({ own }) => binOf(own.s.value as number, watched.scale));
  const startValues = holdings.map(({ own }) => own.s.value as number);

  const columns: ColumnName[] = [];
  /** Of each column, the field that it is read from; `null` for what is worked out. */
  const sources: ({ readonly player: Player; readonly field: string } | null)[] = [];
  const column = (holding: string | null, name: string, source: (typeof sources)[number]) => {
    columns.push({ holding, name });
    sources.push(source);
  };
  const fieldsOf = (holding: string | null, from: Seat) => {
    for (const name of from.model.results) column(holding, name, { player: from, field: name });
  };
  for (const each of marketMetrics) fieldsOf(null, each);
  const books = holdings.map(({ own }) => checkBooks(own.s));
  const residualColumns: number[] = [];
  holdings.forEach(({ name, own, metrics }, index) => {
    column(name, 'finalValue', { player: own, field: 'value' });
    fieldsOf(name, own);
    for (const each of metrics) fieldsOf(name, each);
    for (const outcome of ['rebalances', 'turnover', 'ruinDays', 'liquidationDays', 'stopDays']) {
      if (outcome in own.s) column(name, outcome, { player: own, field: outcome });
    }
    for (const { field, account } of books[index]!.accounts) column(name, account, { player: own, field });
    residualColumns.push(columns.length);
    column(name, 'log/residual', null);
  });

  const values = holdings.map(({ own }) => ({ player: own, field: 'value' }));
  const watchedFields: { readonly player: Player; readonly field: string }[] = [
    ...values,
    ...watching.holdings.map((player) => ({ player, field: 'bin' })),
    { player: price, field: 'simpleReturn' },
  ];
  const resultFields = [
    ...sources.flatMap((source) => (source === null ? [] : [source])),
    ...values,
    ...watching.holdings
      .filter((_, h) => books[h]!.accounts.length > 0)
      .map((player) => ({ player, field: 'largest' })),
  ];
  const { kernel, plainBecause } = compiledKernel(kernels, () => {
    const names = (fields: typeof watchedFields) => [
      ...new Set(fields.map(({ player, field }) => fieldName(player, field))),
    ];
    return compile(kernelProgram(seating, watching, clock, names(resultFields), names(watchedFields)));
  });
  const streams = seating.deals.map(({ player, name }) => {
    const stream = streamName(player.place, name);
    return { name: stream, stateOf: openPathState(setup.key, stream) };
  });
  const backend: Backend =
    kernel === null ? plainBackend(seating, watching, clock, watched) : kernelBackend(kernel, streams, clock, watched);

  const readers = sources.map((source): Reader | null => source && backend.resultOf(source.player, source.field));
  const ends = holdings.map(({ name, own }, h) => {
    const accounts = books[h]!.accounts.map(({ field }) => backend.resultOf(own, field));
    return {
      name,
      residualColumn: residualColumns[h]!,
      value: backend.resultOf(own, 'value'),
      largest: accounts.length > 0 ? backend.resultOf(watching.holdings[h]!, 'largest') : () => 0,
      check: books[h]!.open(accounts, backend.resultOf(own, 'value')),
    };
  });
  const points = holdings.map(({ own }, h) => ({
    value: backend.watchedOf(own, 'value'),
    bin: backend.watchedOf(watching.holdings[h]!, 'bin'),
  }));
  const simpleReturn = backend.watchedOf(price, 'simpleReturn');

  /** Replays a path that went wrong, to say where it first did. */
  const explain = (path: number, holding: string | null, quantity: string): StepError => {
    let found = '';
    walk.begin(path);
    for (let step = 0; step < clock.steps && found === ''; step++) {
      walk.advance(step, (_step, name, place, state) => {
        const bad = Object.entries(state).find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
        if (found === '' && bad !== undefined) found = `${place}: ${bad[0]} is ${bad[1]} after ${name} of step ${step}`;
      });
    }
    const of = holding === null ? 'the market' : `holding "${holding}"`;
    const first = found === '' ? '' : `; first seen in ${found}`;
    return new StepError(`${of}: ${quantity} is not a finite number on path ${path}${first}`, path);
  };

  const read = new Float64Array(backend.lanes);
  /** Worth of 1 unit of money in the coin, by lane, of paths that are followed. */
  const coins = new Float64Array(backend.lanes);
  const follow = (paths: number) => {
    simpleReturn(read, paths);
    for (let lane = 0; lane < paths; lane++) coins[lane]! *= 1 + read[lane]!;
  };
  const observe = (sink: Sink, point: number, firstPath: number, paths: number) => {
    const drawn = Math.max(0, Math.min(paths, sink.samples.length - firstPath));
    for (let h = 0; h < points.length; h++) {
      const counts = sink.fans[h]!;
      const first = point * watched.binsPerPoint;
      if (point === 0) read.fill(startBins[h]!, 0, paths);
      else points[h]!.bin(read, paths);
      for (let lane = 0; lane < paths; lane++) counts[first + read[lane]!]! += 1;
      if (drawn === 0) continue;
      if (point === 0) read.fill(startValues[h]!, 0, drawn);
      else points[h]!.value(read, drawn);
      for (let lane = 0; lane < drawn; lane++) sink.samples[firstPath + lane]![h]![point] = read[lane]!;
    }
    if (point === 0) coins.fill(1);
    for (let lane = 0; lane < drawn; lane++) sink.samples[firstPath + lane]![holdings.length]![point] = coins[lane]!;
  };

  const finish = (sink: Sink, path: number, row: number, lane: number) => {
    for (let c = 0; c < readers.length; c++) {
      const value = readers[c]?.(lane) ?? 0;
      if (!Number.isFinite(value)) throw explain(path, columns[c]!.holding, columns[c]!.name);
      sink.columns[c]![row] = value;
    }
    for (const { name, residualColumn, value, largest, check } of ends) {
      const final = value(lane);
      if (!(final >= 0)) throw new StepError(`holding "${name}": value ${final} is below zero on path ${path}`, path);
      sink.columns[residualColumn]![row] = check(name, path, lane, largest(lane));
    }
  };

  return {
    kernel,
    plainBecause,
    columns,
    observation: watched,
    runBlock: (firstPath, count, sink) =>
      backend.run(firstPath, count, {
        followed: sink.samples.length,
        follow,
        observe: (point, firstOfGroup, lanes) => observe(sink, point, firstOfGroup, lanes),
        finish: (path, row, lane) => finish(sink, path, row, lane),
      }),
    trace: (path, see) => {
      walk.begin(path, see);
      for (let step = 0; step < clock.steps; step++) walk.advance(step, see);
    },
  };
}

function compiledKernel(
  kernels: Kernels,
  compiled: () => Kernel,
): { readonly kernel: CompiledKernel | null; readonly plainBecause: readonly string[] } {
  if (kernels === 'plain') return { kernel: null, plainBecause: [] };
  if (kernels !== 'wasm') return { kernel: kernels, plainBecause: [] };
  try {
    const { bytes, layout } = compiled();
    return { kernel: { module: new WebAssembly.Module(bytes), bytes, layout }, plainBecause: [] };
  } catch (thrown) {
    if (thrown instanceof CannotCompile) return { kernel: null, plainBecause: [thrown.message] };
    throw thrown;
  }
}
