import type { Function as AcornFunction } from 'acorn';
import { CannotCompile } from '../cannot-compile.ts';
import type { AnyFunction } from '../contracts.ts';
import { parseStep } from '../parse-step.ts';

const trees = new WeakMap<AnyFunction, AcornFunction>();

/** The tree of a function; parsed once, for helpers are inlined again and again. */
export function treeOf(fn: AnyFunction): AcornFunction {
  const known = trees.get(fn);
  if (known !== undefined) return known;
  const { node } = parseStep(fn);
  if (node === undefined) throw new CannotCompile('its source cannot be read');
  trees.set(fn, node);
  return node;
}
