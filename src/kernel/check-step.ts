import type { Node } from 'acorn';
import { type CheckedFunction, checkFunction } from './check-function.ts';
import type { AnyFunction, FieldType, MathSignatures, StepSignature, SubsetProblem } from './contracts.ts';
import type { Binding, RecordName } from './place.ts';
import { isArray } from './type-expression.ts';

export interface CheckedHelper extends CheckedFunction {
  /** What the helper returns; undefined when it has problems. */
  readonly result: FieldType | undefined;
}

const records: readonly RecordName[] = ['s', 'k', 'draw', 'at', 'ports', 'math'];

/**
 * Every place where a model's `step(s, k, draw, at, ports, math)` leaves the kernel subset; [] when it is inside it.
 * Records are recognised by the position of the parameter, so a minified bundle gets the same verdict as its source.
 * Lengths are not checked: an index past the end of a state array is the author's mistake.
 */
export function checkStep(step: AnyFunction, signature: StepSignature): readonly SubsetProblem[] {
  return analyseStep(step, signature).problems;
}

/** `checkStep`, with the tree and the types that it worked out. */
export function analyseStep(step: AnyFunction, signature: StepSignature): CheckedFunction {
  const bindings = records.map((name): Binding => ({ kind: 'record', name }));
  return checkFunction(step, signature, bindings, undefined);
}

/**
 * Checks a helper of a model's `uses`: a pure function of numbers whose last parameter may be `math`, and which returns
 * one type, on every path. `math` holds what it may call; a helper that calls another is checked after it.
 */
export function checkHelper(
  helper: AnyFunction,
  parameterTypes: readonly FieldType[],
  math: MathSignatures,
): CheckedHelper {
  const signature: StepSignature = { s: {}, k: {}, draw: {}, at: {}, ports: {}, math };
  const parameters = parameterTypes.map((type): Binding => ({ kind: 'parameter', type, isDefined: true }));
  const returned: Node[] = [];
  const checked = checkFunction(helper, signature, [...parameters, { kind: 'record', name: 'math' }], returned);
  const { source, types, problems } = checked;
  const found = new Set(returned.map((node) => types.get(node)));
  if (found.has('int') && found.has('number')) found.delete('int');
  const [result] = found;
  if (source.node !== undefined && problems.length === 0) {
    if (found.size > 1) source.report(source.node, 'returns a number here and a boolean there', 'return one type');
    else if (isArray(result))
      source.report(source.node, 'returns a table', 'return one element of it: math.at(table, i)');
  }
  return { ...checked, result: problems.length === 0 ? result : undefined };
}

/** One line for each problem, as the author of the model reads it. */
export function formatSubsetProblems(modelName: string, problems: readonly SubsetProblem[]): string {
  const line = ({ text, problem, instead, line, column }: SubsetProblem) =>
    `${modelName}: its step is outside the kernel subset: "${text}" ${problem}; ${instead} (line ${line}, column ${column})`;
  return problems.map(line).join('\n');
}
