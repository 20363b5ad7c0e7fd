import type { ColumnName } from '../engine/columns.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { ClockDescription, FanAxes, ScenarioDescription } from '../result/run-result.ts';
import type { PathStory } from '../result/story.ts';
import type { Overrides } from '../scenario/scenario.ts';
import type { Failure } from './failure.ts';
import { failureOf } from './failure.ts';
import type { Program } from './program.ts';
import type { Block } from './protocol.ts';
import { traceStory } from './trace-story.ts';

/** What a page asks its worker. `job` counts questions: an answer to an older one can be told from a new one. */
export type PageOrder =
  | { readonly kind: 'open'; readonly job: number; readonly name: string; readonly overrides: Overrides }
  | { readonly kind: 'run'; readonly job: number; readonly block: Block }
  /** Asks for the counters of a holding, over the blocks that this worker has run since it opened the job; `look` is given back. */
  | { readonly kind: 'count'; readonly job: number; readonly look: number; readonly holding: number }
  /** Asks for the story of a holding on one path, whatever else is open. */
  | ({ readonly kind: 'tell'; readonly job: number; readonly overrides: Overrides } & AskedStory);

export interface AskedStory {
  readonly path: number;
  /** By its name. */
  readonly holding: string;
}

/** A scenario that is open: what a page needs to know of it to put blocks together. */
export interface OpenedPage {
  readonly description: ScenarioDescription;
  readonly columns: readonly ColumnName[];
  readonly fanAxes: FanAxes;
  /** Of settling it and compiling its steps, by the worker's own clock. */
  readonly milliseconds: number;
}

/** What the worker answers. Buffers are handed over, not copied. */
export type PageReport =
  | ({ readonly kind: 'opened'; readonly job: number } & OpenedPage)
  /** `columns` holds one stretch of `block.count` numbers a column, in their order. */
  | { readonly kind: 'ran'; readonly job: number; readonly block: Block; readonly columns: Float64Array<ArrayBuffer> }
  | {
      readonly kind: 'counted';
      readonly job: number;
      readonly look: number;
      readonly counts: Uint32Array<ArrayBuffer>;
    }
  | { readonly kind: 'told'; readonly job: number; readonly story: PathStory; readonly clock: ClockDescription }
  | { readonly kind: 'failed'; readonly job: number; readonly failure: Failure };

interface Open {
  readonly job: number;
  readonly simulation: Simulation;
  readonly fans: readonly Uint32Array<ArrayBuffer>[];
}

/**
 * The side of a worker in a page. A page from disk shares no memory with its workers, so each block's columns are sent as they
 * come, and counters stay here until somebody looks at them. Only markets without recordings can be opened.
 *
 * Returns what to call with each order, in the order of their arrival.
 */
export function servePage(
  program: Program,
  send: (report: PageReport, transfer: readonly ArrayBuffer[]) => void,
): (order: PageOrder) => void {
  let open: Open | null = null;
  const opened = (order: PageOrder & { kind: 'open' }): void => {
    const startedMs = performance.now();
    const recordings = new Map();
    const prepared = program.prepare(order.overrides);
    const simulation = prepared.open(recordings);
    const description = prepared.describe({ name: order.name, recordings, data: [] });
    const { days, bins, lowest, highest, size } = simulation.observation;
    open = { job: order.job, simulation, fans: cleared(open?.fans ?? [], description.holdings.length, size) };
    const milliseconds = performance.now() - startedMs;
    const fanAxes = { days, bins, lowest, highest };
    const { columns } = simulation;
    send({ kind: 'opened', job: order.job, description, columns, fanAxes, milliseconds }, []);
  };
  const ran = ({ simulation, fans, job }: Open, block: Block): void => {
    const { count } = block;
    const all = new Float64Array(simulation.columns.length * count);
    const columns = simulation.columns.map((_, index) => all.subarray(index * count, (index + 1) * count));
    simulation.runBlock(block.firstPath, count, { columns, fans, samples: [] });
    send({ kind: 'ran', job, block, columns: all }, [all.buffer]);
  };
  const told = ({ job, overrides, path, holding }: PageOrder & { kind: 'tell' }): void => {
    const recordings = new Map();
    const prepared = program.prepare(overrides);
    const { clock, holdings } = prepared.describe({ name: '', recordings, data: [] });
    const story = traceStory(
      {
        simulation: prepared.open(recordings, 'plain'),
        holdings: holdings.filter(({ name }) => name === holding),
        instantsMs: prepared.instantsMs(recordings),
      },
      path,
    );
    send({ kind: 'told', job, story, clock }, []);
  };
  return (order) => {
    try {
      if (order.kind === 'open') return opened(order);
      if (order.kind === 'tell') return told(order);
      if (open === null || order.job !== open.job) return;
      if (order.kind === 'run') return ran(open, order.block);
      const counts = open.fans[order.holding]!.slice();
      send({ kind: 'counted', job: order.job, look: order.look, counts }, [counts.buffer]);
    } catch (thrown) {
      if (order.kind === 'open') open = null;
      send({ kind: 'failed', job: order.job, failure: failureOf(thrown) }, []);
    }
  };
}

/** Counters at zero: those of the job before where they fit, since new memory of this size costs more than a sweep. */
function cleared(
  before: readonly Uint32Array<ArrayBuffer>[],
  holdings: number,
  size: number,
): readonly Uint32Array<ArrayBuffer>[] {
  if (before.length !== holdings || before[0]?.length !== size) {
    return Array.from({ length: holdings }, () => new Uint32Array(size));
  }
  for (const counts of before) counts.fill(0);
  return before;
}
