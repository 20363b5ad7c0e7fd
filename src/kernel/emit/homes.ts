import type { Block, Guard, Merge, Value } from '../graph/value.ts';
import type { RareField } from './rare-fields.ts';

/** What is left of a graph once nothing is in it that nobody needs, and everything stands where it is needed. */
export interface Settled {
  /** What a block computes, in an order in which operands come first. */
  readonly itemsOf: (block: Block) => readonly (Value | Guard)[];
  /** The merges of a guard that somebody needs. */
  readonly mergesOf: (guard: Guard) => readonly Merge[];
}

interface Place {
  readonly parent: Block | undefined;
  readonly depth: number;
}

/**
 * Finds out what `roots`, needed at the end of the outermost block, need in turn; and moves each value into the innermost
 * block that holds all its uses, so that what only a rare way needs is computed on that way only. What `rare` fields
 * become is needed on the ways of their guards.
 */
export function settle(body: Block, roots: readonly Value[], rare: readonly RareField[] = []): Settled {
  const places = new Map<Block, Place>([[body, { parent: undefined, depth: 0 }]]);
  const homes = new Map<Value | Guard, Block>();
  const merges = new Map<Guard, Merge[]>();

  const commonBlock = (a: Block, b: Block): Block => {
    let [deeper, other] = [a, b];
    while (deeper !== other) {
      if (places.get(deeper)!.depth < places.get(other)!.depth) [deeper, other] = [other, deeper];
      deeper = places.get(deeper)!.parent!;
    }
    return deeper;
  };
  const use = (value: Value, block: Block) => {
    if (value.op === 'constant') return;
    const home = homes.get(value);
    homes.set(value, home === undefined ? block : commonBlock(home, block));
  };

  for (const root of roots) use(root, body);
  for (const item of [...allItems(body)].sort((a, b) => b.id - a.id)) {
    if (item.op !== 'guard') {
      const home = homes.get(item);
      if (home === undefined) continue;
      for (const operand of item.operands) use(operand, home);
      continue;
    }
    const needed = item.merges.filter(({ value }) => homes.has(value));
    const stored = rare.filter(({ guard }) => guard === item);
    if (needed.length === 0 && stored.length === 0) continue;
    // What is stored on a way is stored in every step: such a guard stays where it is.
    const home = stored.length > 0 ? body : needed.map(({ value }) => homes.get(value)!).reduce(commonBlock);
    homes.set(item, home);
    merges.set(item, needed);
    for (const arm of [item.whenTrue, item.whenFalse]) {
      places.set(arm, { parent: home, depth: places.get(home)!.depth + 1 });
    }
    use(item.test, home);
    for (const { next } of stored) use(next, item.whenTrue);
    for (const { whenTrue, whenFalse } of needed) {
      use(whenTrue, item.whenTrue);
      use(whenFalse, item.whenFalse);
    }
  }

  const members = new Map<Block, (Value | Guard)[]>();
  for (const [item, home] of homes) {
    if (item.op === 'merge') continue;
    const list = members.get(home) ?? [];
    list.push(item);
    members.set(home, list);
  }
  for (const list of members.values()) list.sort((a, b) => a.id - b.id);
  return {
    itemsOf: (block) => members.get(block) ?? [],
    mergesOf: (guard) => merges.get(guard) ?? [],
  };
}

/** Everything in a block and in the ways inside it, merges included. */
function* allItems(block: Block): Generator<Value | Guard> {
  for (const item of block.items) {
    yield item;
    if (item.op !== 'guard') continue;
    yield* allItems(item.whenTrue);
    yield* allItems(item.whenFalse);
    for (const { value } of item.merges) yield value;
  }
}
