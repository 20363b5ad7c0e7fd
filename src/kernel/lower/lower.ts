import type {
  AssignmentExpression,
  BinaryExpression,
  CallExpression,
  Expression,
  ForStatement,
  Node,
  Statement,
} from 'acorn';
import { CannotCompile } from '../cannot-compile.ts';
import type { AnyFunction } from '../contracts.ts';
import type { Arm, Graph } from '../graph/graph.ts';
import type { BooleanOp, NumberOp, Value } from '../graph/value.ts';
import { calledBy, namesAfterRoot, type RecordName, rootOf } from '../place.ts';
import { bitOperations, library, operations } from './library.ts';
import { treeOf } from './tree.ts';
import type { Variables } from './variables.ts';

/** What a step reads and writes beyond its own variables. Tables can only be read through `math.at`. */
export interface Surroundings {
  /** `k.growth`, `at.step`, `ports.price.logReturn` …: the names after the record. */
  readonly read: (record: RecordName, names: readonly string[]) => Value | Float64Array;
  readonly write: (field: string, value: Value) => void;
  readonly helpers: Readonly<Record<string, AnyFunction>>;
}

const RECORDS: readonly RecordName[] = ['s', 'k', 'draw', 'at', 'ports', 'math'];
const MOST_ROUNDS = 4096;
/** Stands among the names of a library function; no name in a source is empty. */
const LIBRARY = '';

type Meaning =
  | { readonly kind: 'record'; readonly record: RecordName }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'variable'; readonly key: string };
type Names = ReadonlyMap<string, Meaning>;

/**
 * Adds a step to a graph: every statement in order, every branch as two ways that are merged, every loop and every call
 * written out. The step has passed the checker; what it does not check is refused here.
 *
 * @throws CannotCompile
 */
export function lowerStep(step: AnyFunction, graph: Graph, variables: Variables, around: Surroundings): void {
  const node = treeOf(step);
  const names = new Map<string, Meaning>();
  node.params.forEach((parameter, i) => {
    if (parameter.type === 'Identifier') names.set(parameter.name, { kind: 'record', record: RECORDS[i]! });
  });
  lowering(graph, variables, around).statements((node.body as { body: Statement[] }).body, names);
}

function lowering(graph: Graph, variables: Variables, around: Surroundings) {
  /** Two ways of a branch, each with variables of its own, merged; the values they give come first of the pairs. */
  const branch = (
    test: Value,
    ways: readonly [() => Value | undefined, () => Value | undefined],
  ): Value | undefined => {
    if (test.literal !== undefined) return ways[test.literal === true ? 0 : 1]();
    const built = ways.map((way) => {
      let given: Value | undefined;
      let changed: ReadonlyMap<string, Value> = new Map();
      const arm: Arm = graph.apart(() => {
        changed = variables.layered(() => {
          given = way();
        });
      });
      return { arm, given, changed };
    });
    const [yes, no] = built as [(typeof built)[0], (typeof built)[0]];
    const keys = [...new Set([...yes.changed.keys(), ...no.changed.keys()])].filter(
      (key) => variables.get(key) !== undefined,
    );
    const pairs = keys.map((key): readonly [Value, Value] => {
      const before = variables.get(key)!;
      return [yes.changed.get(key) ?? before, no.changed.get(key) ?? before];
    });
    const isGiven = yes.given !== undefined && no.given !== undefined;
    if (isGiven) pairs.unshift([yes.given!, no.given!]);
    const merged = graph.join(test, yes.arm, no.arm, pairs);
    const given = isGiven ? merged.shift() : undefined;
    keys.forEach((key, i) => {
      variables.set(key, merged[i]!);
    });
    return given;
  };

  /** The value that the statements return, if they do; `after` is what follows where they end without one. */
  const statements = (list: readonly Statement[], outer: Names, after?: () => Value | undefined): Value | undefined => {
    const names = new Map(outer);
    for (let i = 0; i < list.length; i++) {
      const statement = list[i]!;
      // What follows belongs to the ways that do not return.
      const onward = () => statements(list.slice(i + 1), names, after);
      if (statement.type === 'BlockStatement' && returns(statement)) return statements(statement.body, names, onward);
      if (statement.type === 'IfStatement' && returns(statement)) {
        const { test, consequent, alternate } = statement;
        const way = (of: Statement | null | undefined) => () => (of ? statements([of], names, onward) : onward());
        return branch(value(test, names), [way(consequent), way(alternate)]);
      }
      const given = one(statement, names);
      if (given !== undefined) return given;
    }
    return after?.();
  };

  const one = (node: Statement, names: Map<string, Meaning>): Value | undefined => {
    switch (node.type) {
      case 'BlockStatement':
        return statements(node.body, names);
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          const name = (id as { name: string }).name;
          if (node.kind === 'const') names.set(name, { kind: 'value', value: value(init!, names) });
          else {
            const key = variables.fresh();
            variables.set(key, value(init!, names));
            names.set(name, { kind: 'variable', key });
          }
        }
        return undefined;
      case 'ExpressionStatement':
        assign(node.expression as AssignmentExpression, names);
        return undefined;
      case 'IfStatement':
        branch(value(node.test, names), [
          () => void one(node.consequent, new Map(names)),
          () => void (node.alternate && one(node.alternate, new Map(names))),
        ]);
        return undefined;
      case 'ForStatement':
        repeat(node, names);
        return undefined;
      case 'ReturnStatement':
        return value(node.argument!, names);
      default:
        return undefined;
    }
  };

  const assign = ({ left, operator, right }: AssignmentExpression, names: Names) => {
    const target = left as Expression;
    const given =
      operator === '='
        ? value(right, names)
        : graph.compute(arithmetic[operator.slice(0, -1)]!, value(target, names), value(right, names));
    if (target.type === 'Identifier') {
      const meaning = names.get(target.name);
      if (meaning?.kind === 'variable') variables.set(meaning.key, given);
    } else {
      around.write(namesOf(target).join('.'), given);
    }
  };

  const repeat = ({ init, test, body }: ForStatement, names: Names) => {
    const { id, init: first } = (init as { declarations: { id: { name: string }; init: Expression }[] })
      .declarations[0]!;
    const [from, until] = [first, (test as BinaryExpression).right].map((end) => value(end, names).literal);
    // A bound of `k` is a number like any other: programs that share a kernel may differ in it.
    if (typeof from !== 'number' || typeof until !== 'number') {
      throw new CannotCompile('how often a loop is repeated is not known');
    }
    if (until - from > MOST_ROUNDS) throw new CannotCompile(`a loop of ${until - from} rounds is too long`);
    for (let i = from; i < until; i++) {
      one(body, new Map(names).set(id.name, { kind: 'value', value: graph.number(i) }));
    }
  };

  const value = (node: Node, names: Names): Value => {
    const found = valueOrTable(node as Expression, names);
    if (found instanceof Float64Array) throw new CannotCompile('a whole table is used as a number');
    return found;
  };

  const valueOrTable = (node: Expression, names: Names): Value | Float64Array => {
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'boolean' ? graph.boolean(node.value) : graph.number(node.value as number);
      case 'Identifier': {
        const meaning = names.get(node.name);
        if (meaning?.kind === 'value') return meaning.value;
        if (meaning?.kind === 'variable') return variables.get(meaning.key)!;
        throw new CannotCompile(`${node.name} has no value`);
      }
      case 'MemberExpression': {
        if (node.computed) throw new CannotCompile('it reads an array by index');
        const root = rootOf(node)!;
        const meaning = names.get(root.name);
        if (meaning?.kind !== 'record') throw new CannotCompile(`${root.name} is no record`);
        return around.read(meaning.record, namesOf(node));
      }
      case 'UnaryExpression':
        return graph.compute(node.operator === '!' ? 'not' : 'negate', value(node.argument, names));
      case 'BinaryExpression':
        return binary(node, names);
      case 'LogicalExpression':
        return graph.compute(node.operator === '&&' ? 'and' : 'or', value(node.left, names), value(node.right, names));
      case 'ConditionalExpression':
        return branch(value(node.test, names), [
          () => value(node.consequent, names),
          () => value(node.alternate, names),
        ])!;
      case 'CallExpression':
        return called(node, names);
      default:
        throw new CannotCompile(`it uses a ${node.type}`);
    }
  };

  const binary = ({ left, operator, right }: BinaryExpression, names: Names): Value => {
    const a = value(left, names);
    const b = value(right, names);
    switch (operator) {
      case '>':
        return graph.compute('less', b, a);
      case '>=':
        return graph.compute('lessOrEqual', b, a);
      case '===':
        return a.type === 'boolean' ? graph.compute('not', graph.compute('xor', a, b)) : graph.compute('equal', a, b);
      case '!==':
        return a.type === 'boolean' ? graph.compute('xor', a, b) : graph.compute('not', graph.compute('equal', a, b));
      case '<<':
      case '>>':
      case '>>>':
        if (b.literal === undefined && !(a.isUniform && b.isUniform))
          throw new CannotCompile('it shifts by a count that is not known beforehand');
        return graph.compute(arithmetic[operator]!, a, b);
      default:
        return graph.compute(arithmetic[operator]!, a, b);
    }
  };

  const called = (node: CallExpression, names: Names): Value => {
    const name = namesOf(calledBy(node) as Expression)[0]!;
    if (name === 'at' && around.helpers.at === undefined) {
      const table = valueOrTable(node.arguments[0] as Expression, names);
      if (!(table instanceof Float64Array)) throw new CannotCompile('math.at is given no table');
      return graph.at(table, value(node.arguments[1]!, names));
    }
    const given = node.arguments.map((argument) => value(argument, names));
    const isLibrary = names.has(LIBRARY);
    // Functions of the library see each other, and no helper that happens to have a name of theirs.
    const own = isLibrary ? undefined : around.helpers[name];
    if (own !== undefined) return call(own, given, false);
    const operation = operations[name] ?? (isLibrary ? bitOperations[name] : undefined);
    if (operation !== undefined) return graph.compute(operation, ...given);
    const known = library[name];
    if (known === undefined) throw new CannotCompile(`math.${name} is not known`);
    return call(known, given, true);
  };

  const call = (helper: AnyFunction, given: readonly Value[], isLibrary: boolean): Value => {
    const node = treeOf(helper);
    const names = new Map<string, Meaning>();
    if (isLibrary) names.set(LIBRARY, { kind: 'record', record: 'math' });
    node.params.forEach((parameter, i) => {
      if (parameter.type !== 'Identifier') return;
      names.set(
        parameter.name,
        i < given.length ? { kind: 'value', value: given[i]! } : { kind: 'record', record: 'math' },
      );
    });
    return node.body.type === 'BlockStatement' ? statements(node.body.body, names)! : value(node.body, names);
  };

  return { statements };
}

const arithmetic: Readonly<Record<string, NumberOp | BooleanOp>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '<': 'less',
  '<=': 'lessOrEqual',
  '|': 'bitOr',
  '&': 'bitAnd',
  '^': 'bitXor',
  '<<': 'shiftLeft',
  '>>': 'shiftRight',
  '>>>': 'shiftRightUnsigned',
};

function namesOf(node: Expression): readonly string[] {
  const names = namesAfterRoot(node);
  if (names === undefined) throw new CannotCompile('it uses an array');
  return names;
}

/** Whether a statement returns on any of its ways. */
function returns(node: Statement): boolean {
  if (node.type === 'ReturnStatement') return true;
  if (node.type === 'BlockStatement') return node.body.some(returns);
  if (node.type !== 'IfStatement') return false;
  return (
    returns(node.consequent) || (node.alternate !== null && node.alternate !== undefined && returns(node.alternate))
  );
}
