import type { RecordingRequest } from '../data/contracts.ts';
import { ScenarioError } from '../engine/errors.ts';
import type { CompiledKernel } from '../engine/kernel-backend.ts';
import type { Model } from '../engine/model.ts';
import type { Kernels, Simulation } from '../engine/simulation.ts';
import type { FanAxes } from '../result/run-result.ts';
import type { CellColumns } from '../result/summarise-cell.ts';
import { withParts } from '../scenario/columns.ts';
import { asCell, clockOf, kernelsOf, openScenario, requestsOf } from '../scenario/open-scenario.ts';
import type { Recordings } from '../scenario/recording-tables.ts';
import { requestKey } from '../scenario/recording-tables.ts';
import { describeWindows, resampledMarket } from '../scenario/resampling.ts';
import type { ResolvedScenario } from '../scenario/scenario.ts';
import type { CellSettings } from '../scenario/sweeps.ts';
import { blocksOf } from './block-size.ts';

/** So many holdings go through the same market side by side: more would make kernels that take long to compile. */
const MOST_TOGETHER = 12;

/** A sweep whose every cell is settled and checked as far as can be without data. */
export interface PreparedCells {
  /** The recordings that its cells need, each once. */
  readonly requests: readonly RecordingRequest[];
  /** Names of the holdings that are looked at, cell by cell. */
  readonly names: readonly (readonly string[])[];
  /** Cells that live in the same market, told by their index: a group is run at once. */
  readonly groups: (recordings: Recordings) => readonly (readonly number[])[];
  readonly open: (cells: readonly number[], recordings: Recordings, kernels?: Kernels) => OpenedCells;
  /** A kernel for each group, where groups can share one; `null` for one that is opened without. */
  readonly kernelsOf: (
    groups: readonly (readonly number[])[],
    recordings: Recordings,
  ) => readonly (CompiledKernel | null)[];
  /** Steps of a cell, and holdings of a group: what it takes to run it. */
  readonly stepsOf: (cell: number, recordings: Recordings) => number;
}

/** What a group of cells leaves, cell by cell. */
export interface CellOutcome {
  readonly days: number;
  /** Worth of the coin at the end, by path. */
  readonly spot: Float64Array;
  readonly holdings: readonly CellColumns[];
  readonly fanAxes: FanAxes;
  /** So many paths tell as much as one that is independent. */
  readonly overlap: number;
}

export interface OpenedCells {
  readonly simulation: Simulation;
  /** Runs all paths, block by block; after each of them it may be given up. */
  readonly run: (blockSize: number) => Generator<undefined, readonly CellOutcome[]>;
}

/** So many cells tell what is wrong with a sweep; the others would say the same. */
const MOST_COMPLAINTS = 3;

/**
 * Settles every cell. A holding is the same in all of them by its place, for its name may follow a parameter.
 *
 * @throws ScenarioError with what is wrong with the first few cells that cannot be
 */
export function settleCells(
  cells: readonly CellSettings[],
  resolve: (settings: CellSettings['settings']) => ResolvedScenario,
): readonly ResolvedScenario[] {
  const problems: string[] = [];
  const settled: ResolvedScenario[] = [];
  for (const cell of cells) {
    if (problems.length >= MOST_COMPLAINTS) break;
    const place = placeOf(cell);
    try {
      settled.push(resolve(cell.settings));
    } catch (thrown) {
      if (!(thrown instanceof ScenarioError)) throw thrown;
      problems.push(`the cell ${place}: ${thrown.message}`);
      continue;
    }
    const [first, last] = [settled[0]!, settled.at(-1)!];
    if (last.holdings.length !== first.holdings.length) {
      const got = `${last.holdings.length} and not ${first.holdings.length}`;
      problems.push(`the cell ${place}: must have as many holdings as the first; got ${got}`);
    }
  }
  if (problems.length > 0) throw new ScenarioError(problems);
  return settled;
}

/** A cell in words: by its name, else `leverage=3, volatilityPerYear=0.4`. */
const placeOf = ({ name, settings }: CellSettings): string =>
  name ??
  (Object.entries(settings)
    .map(([parameter, value]) => `${parameter}=${value}`)
    .join(', ') ||
    'as it stands');

/** Settled scenarios, one a cell, as a sweep; `fanPoints` is how many times are looked at on the way. */
export function prepareCells(
  cells: readonly ResolvedScenario[],
  asked: readonly CellSettings[],
  fanPoints: number,
): PreparedCells {
  const bare = cells.map((cell) => asCell(cell, fanPoints));
  const placed = (group: readonly number[]): readonly PlacedCell[] =>
    group.map((cell) => ({ scenario: bare[cell]!, place: placeOf(asked[cell]!) }));
  return {
    requests: [...new Map(bare.flatMap(requestsOf).map((request) => [requestKey(request), request])).values()],
    names: bare.map(({ holdings }) => holdings.map(({ name }) => name)),
    groups: (recordings) => groupsOf(bare, recordings),
    stepsOf: (cell, recordings) => clockOf(bare[cell]!, recordings).steps,
    open: (group, recordings, kernels = 'wasm') => open(placed(group), recordings, kernels),
    kernelsOf: (groups, recordings) =>
      kernelsOf(
        groups.map((group) => sideBySide(placed(group))),
        recordings,
      ),
  };
}

function groupsOf(cells: readonly ResolvedScenario[], recordings: Recordings): readonly (readonly number[])[] {
  const steps = new Map<unknown, number>();
  const groups = new Map<string, number[][]>();
  cells.forEach((cell, index) => {
    const key = canShare(cell) ? marketOf(cell, recordings, steps) : `alone ${index}`;
    const alike = groups.get(key) ?? [];
    if (alike.length === 0) groups.set(key, alike);
    const last = alike.at(-1);
    const size = (last ?? []).reduce((sum, each) => sum + cells[each]!.holdings.length, 0);
    if (last === undefined || size + cell.holdings.length > MOST_TOGETHER) alike.push([index]);
    else last.push(index);
  });
  return [...groups.values()].flat();
}

/** Side by side holdings take other names, and random numbers of a holding's own are dealt by its name. */
function canShare({ holdings, otherMarkets }: ResolvedScenario): boolean {
  const parts = holdings.flatMap(({ model }) => withParts(model));
  return otherMarkets.length === 0 && parts.every(({ draws }) => Object.keys(draws).length === 0);
}

/** The same for two markets that give the same paths: by what their steps are made of, and not by what they are called. */
function marketOf(scenario: ResolvedScenario, recordings: Recordings, steps: Map<unknown, number>): string {
  const clock = clockOf(scenario, recordings);
  const numberOf = (step: unknown) => {
    if (!steps.has(step)) steps.set(step, steps.size);
    return steps.get(step)!;
  };
  const context = { clock, hasRange: scenario.price.hasRange, targetLeverage: 0, limits: { low: 0, high: 0 } };
  const made = (model: Model) => [
    model.name,
    numberOf(model.step),
    model.options,
    model.state,
    model.recording === undefined ? null : requestKey(model.recording),
    // What a recording is made into follows from it, and is long.
    model.recording === undefined ? model.constants({ ...context, isPart: false, recording: {} }) : null,
  ];
  const { price, funding, generated, paths, seed } = scenario;
  const tables = (_key: string, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as never) : value);
  return JSON.stringify([generated, paths, seed, [price, funding].flatMap(withParts).map(made)], tables);
}

interface PlacedCell {
  readonly scenario: ResolvedScenario;
  readonly place: string;
}

/**
 * What each holding is called among those of its group: whatever goes wrong is told by it. One alone keeps its own name, by which
 * its random numbers are dealt.
 */
const namesOf = (cells: readonly PlacedCell[]): readonly (readonly string[])[] =>
  cells.map(({ scenario, place }) =>
    scenario.holdings.map(({ name }) => (cells.length === 1 ? name : `${name} (${place})`)),
  );

/** The cells of a group as one scenario: all their holdings in the market that they share. */
function sideBySide(cells: readonly PlacedCell[]): ResolvedScenario {
  const names = namesOf(cells);
  const holdings = cells.flatMap(({ scenario }, c) =>
    scenario.holdings.map((each, h) => ({ ...each, name: names[c]![h]! })),
  );
  return { ...cells[0]!.scenario, holdings };
}

function open(cells: readonly PlacedCell[], recordings: Recordings, kernels: Kernels): OpenedCells {
  const first = cells[0]!.scenario;
  const names = namesOf(cells);
  const simulation = openScenario(sideBySide(cells), recordings, kernels);
  const clock = clockOf(first, recordings);
  const market = resampledMarket(first.price, clock, recordings);
  const windows = market && describeWindows(market, first.paths);
  const overlap = windows === null ? 1 : Math.max(1, windows.windows / windows.independent);
  const { observation, columns } = simulation;
  const { days, bins, lowest, highest } = observation;

  function* run(blockSize: number): Generator<undefined, readonly CellOutcome[]> {
    const { paths } = first;
    const kept = columns.map(({ holding, name }) => new Float64Array(isKept(holding, name) ? paths : 0));
    const fans = names.flat().map(() => new Uint32Array(observation.size));
    for (const { firstPath, count } of blocksOf(paths, blockSize)) {
      const block = kept.map((column) => column.subarray(firstPath, firstPath + count));
      simulation.runBlock(firstPath, count, { columns: block, fans, samples: [] });
      yield;
    }
    const column = (of: string | null, name: string): Float64Array | null =>
      kept[columns.findIndex((each) => each.holding === of && each.name === name)] ?? null;
    const coin = column(null, 'spotReturn')!.map((spotReturn) => 1 + spotReturn);
    // As in a run: a holding of that name is the coin that the others are compared with.
    const spotOf = ({ scenario: { holdings } }: PlacedCell, c: number): Float64Array => {
      const found = holdings.findIndex(({ name, market: other }) => name === 'spot' && other === undefined);
      return found < 0 ? coin : column(names[c]![found]!, 'finalValue')!;
    };
    let next = 0;
    return cells.map((cell, c) => ({
      days: days.at(-1)!,
      spot: spotOf(cell, c),
      overlap,
      fanAxes: { days, bins, lowest, highest },
      holdings: cell.scenario.holdings.map(({ name }, h) => ({
        name,
        finalValue: column(names[c]![h]!, 'finalValue')!,
        ruinDays: column(names[c]![h]!, 'ruinDays'),
        liquidationDays: column(names[c]![h]!, 'liquidationDays'),
        fan: fans[next++]!,
      })),
    }));
  }
  return { simulation, run };
}

const isKept = (holding: string | null, name: string): boolean =>
  holding === null ? name === 'spotReturn' : ['finalValue', 'ruinDays', 'liquidationDays'].includes(name);
