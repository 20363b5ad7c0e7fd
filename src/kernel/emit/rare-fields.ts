import type { Block, Guard, Value } from '../graph/value.ts';

/** A field of the state that changes on one way of one guard, and is read nowhere else. */
export interface RareField {
  readonly field: string;
  readonly guard: Guard;
  /** What the field becomes where the guard's test holds; elsewhere it stays. */
  readonly next: Value;
}

/**
 * Fields that may stay in memory: in a register each would have to be carried past its guard in every step, though it
 * changes in few. A rebalance counts itself, pays its fee and adds up its turnover: so do most accounts.
 */
export function rareFields(
  body: Block,
  fields: readonly { readonly field: string; readonly next: Value }[],
  others: readonly Value[],
): readonly RareField[] {
  const guards = body.items.filter((item) => item.op === 'guard');
  const uses = usesOf(body);
  for (const { next } of fields) uses.add(next, undefined);
  for (const value of others) uses.add(value, undefined);
  return fields.flatMap(({ field, next }) => {
    if (next.op !== 'merge') return [];
    const guard = guards.find(({ merges }) => merges.some(({ value }) => value === next));
    const merge = guard?.merges.find(({ value }) => value === next);
    const before = merge?.whenFalse;
    if (guard === undefined || merge === undefined || before?.source?.kind !== 'state') return [];
    if (before.source.field !== field || uses.of(next).length !== 1) return [];
    // Once it is what the merge falls back to; all other uses must lie on the guard's way.
    const inside = uses.of(before).filter((use) => use === guard.whenTrue).length;
    return inside === uses.of(before).length - 1 ? [{ field, guard, next: merge.whenTrue }] : [];
  });
}

/** Every use of every value, each with the way of an outermost guard that it lies on; undefined outside all of them. */
function usesOf(body: Block) {
  const uses = new Map<Value, (Block | undefined)[]>();
  const add = (value: Value, way: Block | undefined) => {
    const known = uses.get(value);
    if (known === undefined) uses.set(value, [way]);
    else known.push(way);
  };
  const visit = (block: Block, way: Block | undefined) => {
    for (const item of block.items) {
      if (item.op !== 'guard') {
        for (const operand of item.operands) add(operand, way);
        continue;
      }
      add(item.test, way);
      for (const { whenTrue, whenFalse } of item.merges) {
        add(whenTrue, way ?? item.whenTrue);
        // Outside all guards, what a merge falls back to is no use on a way.
        add(whenFalse, way);
      }
      visit(item.whenTrue, way ?? item.whenTrue);
      visit(item.whenFalse, way ?? item.whenFalse);
    }
  };
  visit(body, undefined);
  return { add, of: (value: Value) => uses.get(value) ?? [] };
}
