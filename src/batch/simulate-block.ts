import type { Simulation } from '../engine/simulation.ts';
import type { Block } from './protocol.ts';
import type { Storage } from './storage.ts';

/**
 * Simulates one block into its place. Of a column that ends before the block does, `subarray` gives what there is, which may
 * be nothing, and what is written beyond an end is lost, as it should be.
 */
export function simulateBlock(
  simulation: Simulation,
  { columns, samples }: Storage,
  fans: readonly Uint32Array[],
  { firstPath, count }: Block,
): void {
  simulation.runBlock(firstPath, count, {
    columns: columns.map((column) => column.subarray(firstPath, firstPath + count)),
    fans,
    samples,
  });
}
