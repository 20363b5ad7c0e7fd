import type { Bundle } from '../../src/batch/node/bundle.ts';
import { digestOf } from '../../src/batch/node/digest.ts';
import { evaluate } from '../../src/batch/node/evaluate.ts';
import type { Sighting } from './engine.ts';
import type { Order } from './job.ts';
import { compute, refusal } from './job.ts';

/** The bundle in this very process, hashed as runs are: what all others are held against. */
export async function inThisNode(bundle: Bundle, order: Order): Promise<Sighting> {
  const version = process.versions.node;
  const told = async () => {
    const { columns, ...rest } = await compute(evaluate(bundle), order);
    return { ...rest, digest: digestOf(columns) };
  };
  return { name: `Node ${version.split('.')[0]}, here`, version, told: await told().catch(refusal) };
}
