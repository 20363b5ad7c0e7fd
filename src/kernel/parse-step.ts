import { type Function as AcornFunction, type Expression, type Node, parse } from 'acorn';
import type { AnyFunction, SubsetProblem } from './contracts.ts';

/** A function's own source and its syntax tree. */
export interface ParsedFunction {
  /** Undefined when the source is no plain function with plain parameters; `problems` then says why. */
  readonly node: AcornFunction | undefined;
  /** Parameter names by position; in a bundle they are arbitrary. */
  readonly parameters: readonly string[];
  readonly problems: SubsetProblem[];
  readonly report: (node: Node, problem: string, instead: string) => undefined;
  readonly textOf: (node: Node) => string;
}

/**
 * Reads the source of a function as it stands after whatever loaded it: an arrow, a `function`, or a method shorthand
 * `step(s, k) { ... }`, minified or not. Never throws; what it cannot read is a problem in the result.
 */
export function parseStep(step: AnyFunction): ParsedFunction {
  const read = readOf(step);
  const problems: SubsetProblem[] = [];
  if (read === null) {
    const source = Function.prototype.toString.call(step);
    const instead = 'write it as (s, k, draw, at, ports, math) => { ... }, not bound and not built in';
    problems.push({ text: shorten(source), problem: 'cannot be read as a function', instead, line: 1, column: 1 });
    return { node: undefined, parameters: [], problems, report: () => undefined, textOf: () => '' };
  }

  const textOf = (node: Node) => shorten(read.wrapped.slice(node.start, node.end));
  const report = (node: Node, problem: string, instead: string): undefined => {
    const { line, column } = node.loc!.start;
    problems.push({ text: textOf(node), problem, instead, line: line - 1, column: column + 1 });
  };
  const node = functionIn(read.expression);
  if (node === undefined)
    report(read.expression, 'is not a function', 'write (s, k, draw, at, ports, math) => { ... }');
  else if (node.async) report(node, 'is async', 'leave out async: a step is plain arithmetic');
  else if (node.generator) report(node, 'is a generator', 'leave out the *: a step is plain arithmetic');
  const parameters: string[] = [];
  for (const parameter of node?.params ?? []) {
    if (parameter.type === 'Identifier') parameters.push(parameter.name);
    else report(parameter, 'is not a plain parameter', 'give it a name only: no default, no destructuring, no rest');
  }
  return { node: problems.length === 0 ? node : undefined, parameters, problems, report, textOf };
}

interface Read {
  readonly wrapped: string;
  readonly expression: Expression;
}

const known = new WeakMap<AnyFunction, Read | null>();

/** Each function is read once: it is checked, looked at for what it changes, and lowered at every seat that takes its step. */
function readOf(step: AnyFunction): Read | null {
  const before = known.get(step);
  if (before !== undefined) return before;
  const source = Function.prototype.toString.call(step);
  // A line of its own for the wrapper, so that columns in the tree are columns of the source.
  const read = parseExpression(`(\n${source}\n)`) ?? parseExpression(`({\n${source}\n})`) ?? null;
  known.set(step, read);
  return read;
}

function parseExpression(wrapped: string): Read | undefined {
  try {
    const [statement] = parse(wrapped, { ecmaVersion: 2022, locations: true }).body;
    return statement?.type === 'ExpressionStatement' ? { wrapped, expression: statement.expression } : undefined;
  } catch {
    return undefined;
  }
}

function functionIn(expression: Expression): AcornFunction | undefined {
  if (expression.type === 'ArrowFunctionExpression' || expression.type === 'FunctionExpression') return expression;
  const [property] = expression.type === 'ObjectExpression' ? expression.properties : [];
  return property?.type === 'Property' && property.value.type === 'FunctionExpression' ? property.value : undefined;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
