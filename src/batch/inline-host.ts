import type { Simulation } from '../engine/simulation.ts';
import { failureOf } from './failure.ts';
import type { Host } from './host.ts';
import { simulateBlock } from './simulate-block.ts';
import type { Storage } from './storage.ts';

/** Runs blocks in this thread, letting others have a turn after each. */
export function inlineHost(simulation: Simulation, storage: Storage, newFans: () => readonly Uint32Array[]): Host {
  return {
    start: (tell) => {
      const fans = newFans();
      setTimeout(() => tell({ kind: 'ready' }));
      return {
        fans,
        stop: () => {},
        run: (block) => {
          setTimeout(() => {
            try {
              simulateBlock(simulation, storage, fans, block);
            } catch (thrown) {
              return tell({ kind: 'failed', failure: failureOf(thrown) });
            }
            tell({ kind: 'done', block: block.index });
          });
        },
      };
    },
  };
}
