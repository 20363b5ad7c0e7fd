import type {
  AssignmentExpression,
  ForStatement,
  Identifier,
  IfStatement,
  Node,
  Statement,
  VariableDeclaration,
} from 'acorn';
import type { AnyFunction, FieldType, NodeTypes, StepSignature, SubsetProblem } from './contracts.ts';
import { type ParsedFunction, parseStep } from './parse-step.ts';
import { type Binding, bindingOf, lookUp, type Place, refuse } from './place.ts';
import { isArray, need, typeOf } from './type-expression.ts';

/** A function held against the subset: its tree and the types of its expressions, for whoever translates it. */
export interface CheckedFunction {
  readonly source: ParsedFunction;
  readonly types: NodeTypes;
  /** Every place outside the subset, in the order of the source; empty when the function is inside it. */
  readonly problems: readonly SubsetProblem[];
}

interface Walk extends Place {
  /** The returned expressions of a helper; a step has none. */
  readonly returned: Node[] | undefined;
  readonly isInLoop: boolean;
}

/**
 * Walks a function whose parameters, in their order, stand for `bindings` (the last ones may be missing). The returned
 * expressions of a helper are added to `returned`; a step has none.
 */
export function checkFunction(
  fn: AnyFunction,
  signature: StepSignature,
  bindings: readonly Binding[],
  returned: Node[] | undefined,
): CheckedFunction {
  const source = parseStep(fn);
  const { node, parameters, problems, report } = source;
  const types = new Map<Node, FieldType>();
  if (node === undefined) return { source, types, problems };

  const most = bindings.length;
  if (parameters.length > most) report(node, `has ${parameters.length} parameters`, `it is given ${most} at most`);
  const names = new Map(bindings.slice(0, parameters.length).map((binding, i) => [parameters[i]!, binding]));
  const walk: Walk = { source, signature, types, scope: { names, outer: undefined }, returned, isInLoop: false };
  if (node.body.type === 'BlockStatement') {
    const isReturned = checkBlock(walk, node.body.body);
    if (returned !== undefined && !isReturned)
      report(node, 'can end without a value', 'end every path with return and a number');
  } else if (returned !== undefined) checkReturned(walk, node.body);
  else report(node.body, 'is a step without braces', 'write { ... } around its statements');
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { source, types, problems };
}

/** Like the other statement checks, says whether the statement returns on every path. */
function checkBlock(outer: Walk, statements: readonly Statement[]): boolean {
  const names = new Map<string, Binding>();
  const walk: Walk = { ...outer, scope: { names, outer: outer.scope } };
  for (const statement of statements) {
    if (statement.type === 'VariableDeclaration') declareNames(names, statement);
  }
  let isReturned = false;
  for (const statement of statements) {
    if (isReturned) walk.source.report(statement, 'can never be reached', 'leave it out');
    isReturned = checkStatement(walk, statement) || isReturned;
  }
  return isReturned;
}

function checkStatement(walk: Walk, node: Statement): boolean {
  switch (node.type) {
    case 'EmptyStatement':
      return false;
    case 'BlockStatement':
      return checkBlock(walk, node.body);
    case 'VariableDeclaration':
      checkDeclaration(walk, node);
      return false;
    case 'ExpressionStatement':
      checkExpressionStatement(walk, node.expression);
      return false;
    case 'IfStatement':
      return checkIf(walk, node);
    case 'ForStatement':
      checkFor(walk, node);
      return false;
    case 'ReturnStatement':
      if (walk.returned === undefined) refuse(walk, node);
      else if (walk.isInLoop)
        walk.source.report(node, 'returns inside a loop', 'keep it in a let, return it after the loop');
      else if (!node.argument) walk.source.report(node, 'returns no value', 'return a number');
      else checkReturned(walk, node.argument);
      return walk.returned !== undefined;
    default:
      refuse(walk, node);
      return false;
  }
}

function declareNames(names: Map<string, Binding>, { declarations, kind }: VariableDeclaration): void {
  for (const { id } of declarations) {
    if (id.type === 'Identifier')
      names.set(id.name, { kind: kind === 'const' ? 'const' : 'let', isDefined: false, type: undefined });
  }
}

function checkDeclaration(walk: Walk, { declarations, kind }: VariableDeclaration): void {
  const { report, textOf } = walk.source;
  for (const declarator of declarations) {
    const { id, init } = declarator;
    if (kind === 'var') report(declarator, 'is a var', `write const ${textOf(declarator)}, or let if it changes`);
    if (id.type !== 'Identifier') {
      report(declarator, 'takes a record apart', 'read each field where it is used: s.name');
      continue;
    }
    if (!init) report(declarator, 'has no first value', `write let ${id.name} = 0`);
    const type = init ? typeOf(walk, init) : undefined;
    const isWhole = isArray(type);
    if (isWhole) report(declarator, 'names a whole array', 'use the field itself: s.name[i] or math.at(k.name, i)');
    const binding = lookUp(walk.scope, id.name);
    if (binding === undefined || binding.kind === 'record') continue;
    binding.type = isWhole ? undefined : type;
    binding.isDefined = true;
  }
}

function checkExpressionStatement(walk: Walk, node: Node & { type: string }): void {
  if (node.type === 'AssignmentExpression') checkAssignment(walk, node as AssignmentExpression);
  else if (node.type === 'UpdateExpression' || node.type === 'SequenceExpression') refuse(walk, node);
  else if (typeOf(walk, node) !== undefined) walk.source.report(node, 'computes a value that nobody uses', 'assign it');
}

function checkAssignment(walk: Walk, node: AssignmentExpression): void {
  const { report, textOf } = walk.source;
  const { left, operator, right } = node;
  const type = typeOfTarget(walk, left);
  if (operator === '=') {
    if (type === undefined) typeOf(walk, right);
    else need(walk, right, type);
    return;
  }
  const change = operator.slice(0, -1);
  if (!['+', '-', '*', '/'].includes(change)) {
    report(node, `uses ${operator}`, `write ${textOf(left)} = ${textOf(left)} ${change} ${textOf(right)}`);
    return;
  }
  need(walk, right, 'number');
  if (type === 'int')
    report(
      node,
      'gives an int a number',
      `write ${textOf(left)} = math.int(${textOf(left)} ${change} ${textOf(right)})`,
    );
  else if (type === 'boolean') report(node, 'counts with a boolean', 'keep the count in a number');
}

/** The type of what an assignment writes; undefined, and reported, when a step may not write it. */
function typeOfTarget(walk: Walk, target: Node): FieldType | undefined {
  const { report } = walk.source;
  const type = typeOf(walk, target);
  const binding = bindingOf(walk, target);
  if (type === undefined || binding === undefined) return undefined;
  if (isArray(type)) report(target, 'is a whole array', 'assign its elements one by one, in a for');
  else if (binding.kind === 'record' && binding.name !== 's')
    report(target, `belongs to ${binding.name}, which a step only reads`, 'keep what changes in a field of s');
  else if (binding.kind === 'const') report(target, 'is a const', 'define it with let');
  else if (binding.kind === 'loop') report(target, 'counts a loop', 'copy it into a let and change that');
  else if (binding.kind === 'parameter') report(target, 'is a parameter', 'copy it into a let and change that');
  else return type;
  return undefined;
}

function checkIf(walk: Walk, { test, consequent, alternate }: IfStatement): boolean {
  need(walk, test, 'boolean');
  const isReturned = checkStatement(walk, consequent);
  return alternate ? checkStatement(walk, alternate) && isReturned : false;
}

/** `for (let i = 0; i < bound; i++)`: the bound a literal or a number of k, so that it is the same for all paths. */
function checkFor(walk: Walk, node: ForStatement): void {
  const { init, test, update, body } = node;
  const [first, ...others] = init?.type === 'VariableDeclaration' && init.kind === 'let' ? init.declarations : [];
  const counter = first?.id.type === 'Identifier' && others.length === 0 ? first.id.name : undefined;
  const isCounter = (operand: Node) => operand.type === 'Identifier' && (operand as Identifier).name === counter;
  const bound = test?.type === 'BinaryExpression' && test.operator === '<' && isCounter(test.left) && test.right;
  const isCountedUp = update?.type === 'UpdateExpression' && update.operator === '++' && isCounter(update.argument);
  const binding = bound ? bindingOf(walk, bound) : undefined;
  const isOfConstants = binding?.kind === 'record' && binding.name === 'k';
  if (counter === undefined || first?.init?.type !== 'Literal' || !bound || !isCountedUp) refuse(walk, node);
  else if (bound.type !== 'Literal' && !isOfConstants) refuse(walk, node);
  else {
    need(walk, first.init, 'int');
    need(walk, bound, bound.type === 'Literal' ? 'int' : 'number');
    const names = new Map<string, Binding>([[counter, { kind: 'loop', type: 'int', isDefined: true }]]);
    checkStatement({ ...walk, scope: { names, outer: walk.scope }, isInLoop: true }, body);
  }
}

function checkReturned(walk: Walk, node: Node): void {
  typeOf(walk, node);
  walk.returned?.push(node);
}
