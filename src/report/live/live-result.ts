/// <reference lib="dom" />
import type { Block } from '../../batch/protocol.ts';
import type { OpenedPage } from '../../batch/serve-page.ts';
import type { Column, HoldingResult } from '../../result/run-result.ts';

/** The columns of a run as blocks of it come in, each at its paths' place. */
export interface LiveResult {
  readonly add: (block: Block, columns: Float64Array) => void;
  /** Paths that are there without a gap, from the first. */
  readonly paths: () => number;
  /** A holding over those paths. The fan is the caller's. */
  readonly holding: (index: number, fan: Uint32Array) => HoldingResult;
  /** What the coin is worth at the end, over those paths. */
  readonly spot: () => Column;
  /** Once all paths are there, as `digestOf` of a run in Node; null where the browser hashes nothing, as on a page from http. */
  readonly digest: () => Promise<string | null>;
}

export function liveResult({ columns: names, description }: OpenedPage, paths: number): LiveResult {
  const all = new Float64Array(names.length * paths);
  const columns = names.map((_, index) => all.subarray(index * paths, (index + 1) * paths));
  const isDone = new Uint8Array(paths);
  let done = 0;
  const columnsOf = (holding: string | null) =>
    Object.fromEntries(
      names.flatMap((column, index) =>
        column.holding === holding ? [[column.name, columns[index]!.subarray(0, done)] as const] : [],
      ),
    );
  return {
    add: ({ firstPath, count }, block) => {
      columns.forEach((column, index) => {
        column.set(block.subarray(index * count, (index + 1) * count), firstPath);
      });
      isDone.fill(1, firstPath, firstPath + count);
      while (isDone[done] === 1) done++;
    },
    paths: () => done,
    holding: (index, fan) => {
      const held = description.holdings[index]!;
      return { description: held, columns: columnsOf(held.name), fan, samples: [] };
    },
    spot: () => columnsOf(null).spotReturn!.map((value) => 1 + value),
    digest: async () => {
      if (globalThis.crypto?.subtle === undefined) return null;
      // Whatever runs a browser today is little-endian, as the digest of a run is.
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
      return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
