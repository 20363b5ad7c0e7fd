import type { CallExpression, Expression, Identifier, Node } from 'acorn';
import { nearestName } from '../text/nearest-name.ts';
import type { FieldType, StepSignature } from './contracts.ts';
import { insteadOfFreeName } from './free-name.ts';
import { outsideSubset } from './outside-subset.ts';
import type { ParsedFunction } from './parse-step.ts';

export type RecordName = keyof StepSignature;

/** What a name stands for. A variable has no type until it is defined, nor when its first value was refused. */
export type Binding =
  | { readonly kind: 'record'; readonly name: RecordName }
  | { readonly kind: 'const' | 'let' | 'loop' | 'parameter'; isDefined: boolean; type: FieldType | undefined };

export interface Scope {
  readonly names: Map<string, Binding>;
  readonly outer: Scope | undefined;
}

/** What the checker knows at one place of a function. */
export interface Place {
  readonly source: ParsedFunction;
  readonly signature: StepSignature;
  readonly types: Map<Node, FieldType>;
  readonly scope: Scope;
}

export function lookUp(scope: Scope | undefined, name: string): Binding | undefined {
  return scope && (scope.names.get(name) ?? lookUp(scope.outer, name));
}

/** What the name at the left end of `a.b[c].d` stands for. */
export function bindingOf(place: Place, node: Node): Binding | undefined {
  const root = rootOf(node);
  return root && lookUp(place.scope, root.name);
}

export function refuse({ source }: Place, node: Node): void {
  const [problem, instead] = outsideSubset[node.type] ?? ['is outside the subset', 'keep to arithmetic, if and for'];
  source.report(node, problem, instead);
}

export function rootOf(node: Node): Identifier | undefined {
  const expression = node as Expression;
  if (expression.type === 'MemberExpression') return rootOf(expression.object);
  return expression.type === 'Identifier' ? expression : undefined;
}

export function namesAfterRoot(node: Node): readonly string[] | undefined {
  const expression = node as Expression;
  if (expression.type === 'Identifier') return [];
  if (expression.type !== 'MemberExpression' || expression.computed) return undefined;
  const before = namesAfterRoot(expression.object);
  return before && expression.property.type === 'Identifier' ? [...before, expression.property.name] : undefined;
}

/** Transpilers write the call of an imported function as `(0, module.exp)(x)`. */
export function calledBy({ callee }: CallExpression): Node {
  return callee.type === 'SequenceExpression' ? callee.expressions.at(-1)! : callee;
}

export function reportUnknown(
  place: Place,
  node: Node,
  record: string,
  name: string,
  known: readonly string[],
): undefined {
  const nearest = nearestName(name, known);
  const instead = nearest ? `did you mean ${record}.${nearest}?` : `${record} has ${known.join(', ') || 'no fields'}`;
  return place.source.report(node, `uses ${record}.${name}, which is not declared`, instead);
}

/** Reports `used`, a call or a dotted name that begins with a name from outside. */
export function reportFreeName(place: Place, root: Identifier, used: CallExpression | Expression): undefined {
  const { report, textOf } = place.source;
  const isCall = used.type === 'CallExpression';
  const given = isCall ? used.arguments.map(textOf).join(', ') : undefined;
  const path = textOf(isCall ? calledBy(used) : used);
  return report(used, `uses the free name ${root.name}`, insteadOfFreeName(path, given, place.signature.math));
}
