import type { Function as AcornFunction } from 'acorn';
import { CannotCompile } from '../cannot-compile.ts';
import type { AnyFunction } from '../contracts.ts';
import { parseStep } from '../parse-step.ts';

/** The tree of a function that the checker has let pass. @throws CannotCompile where it cannot be read */
export function treeOf(fn: AnyFunction): AcornFunction {
  const { node } = parseStep(fn);
  if (node === undefined) throw new CannotCompile('its source cannot be read');
  return node;
}
