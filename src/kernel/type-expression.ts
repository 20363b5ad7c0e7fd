import type { BinaryExpression, CallExpression, Expression, Identifier, MemberExpression, Node } from 'acorn';
import type { FieldType } from './contracts.ts';
import {
  bindingOf,
  calledBy,
  lookUp,
  namesAfterRoot,
  type Place,
  refuse,
  reportFreeName,
  reportUnknown,
  rootOf,
} from './place.ts';

type Inferred = FieldType | undefined;

/**
 * The type of an expression, or undefined when it is outside the subset, which is then reported. `wanted` is what its
 * place asks for; only integer literals look at it, which are ints where an int is wanted and numbers elsewhere.
 */
export function typeOf(place: Place, node: Node, wanted?: FieldType): Inferred {
  const expression = node as Expression;
  const type = wanted === 'int' && isIntLiteral(expression) ? 'int' : infer(place, expression, wanted);
  if (type !== undefined) place.types.set(node, type);
  return type;
}

/** Reports an expression whose type is not the wanted one, nor an int where a number is wanted; says whether it is. */
export function need(place: Place, node: Node, wanted: FieldType): boolean {
  return expect(place, node, typeOf(place, node, wanted), wanted);
}

export function isArray(type: Inferred): boolean {
  return type === 'numberArray' || type === 'numberTable';
}

function isIntLiteral(node: Expression): boolean {
  const isNegative = node.type === 'UnaryExpression' && node.operator === '-';
  const literal = isNegative ? node.argument : node;
  if (literal.type !== 'Literal' || typeof literal.value !== 'number') return false;
  const value = isNegative ? -literal.value : literal.value;
  return Object.is(value, value | 0);
}

function fits(type: FieldType, wanted: FieldType): boolean {
  if (wanted === 'number') return type === 'number' || type === 'int';
  return type === wanted || (wanted === 'numberTable' && type === 'numberArray');
}

function expect({ source }: Place, node: Node, type: Inferred, wanted: FieldType): boolean {
  if (type === undefined) return false;
  if (fits(type, wanted)) return true;
  const text = source.textOf(node);
  if (isArray(wanted)) source.report(node, `is no ${wanted}`, 'give it a table of k or an array of s');
  else if (type === 'numberArray') source.report(node, 'is a whole array', `read one element: ${text}[i]`);
  else if (type === 'numberTable') source.report(node, 'is a whole table', `read one entry: math.at(${text}, i)`);
  else if (wanted === 'boolean') source.report(node, 'is a number used as a truth value', `write ${text} !== 0`);
  else if (type === 'boolean') source.report(node, 'is a boolean used as a number', `write (${text} ? 1 : 0)`);
  else source.report(node, 'is a number where an int is needed', `write math.int(${text})`);
  return false;
}

function infer(place: Place, node: Expression, wanted: Inferred): Inferred {
  const { report, textOf } = place.source;
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'number') return 'number';
      if (typeof node.value === 'boolean') return 'boolean';
      return report(node, 'is neither a number nor a boolean', 'keep to numbers and booleans');
    case 'Identifier': {
      const binding = lookUp(place.scope, node.name);
      if (binding === undefined || binding.kind === 'record') return typeOfField(place, node);
      if (!binding.isDefined) report(node, 'is used before it is defined', 'move its definition up');
      return binding.type;
    }
    case 'MemberExpression':
      return node.computed && bindingOf(place, node) ? typeOfElement(place, node) : typeOfField(place, node);
    case 'CallExpression':
      return typeOfCall(place, node);
    case 'UnaryExpression': {
      const { operator, argument } = node;
      const type = operator === '-' ? 'number' : operator === '!' ? 'boolean' : undefined;
      if (type !== undefined) need(place, argument, type);
      else report(node, `uses ${operator}`, insteadOfOperator[operator] ?? `write ${textOf(argument)} alone`);
      return type;
    }
    case 'BinaryExpression':
      return typeOfBinary(place, node);
    case 'LogicalExpression':
      if (node.operator === '??') return report(node, 'uses ??', 'leave it out: every field exists');
      return [node.left, node.right].map((operand) => need(place, operand, 'boolean')).every(Boolean)
        ? 'boolean'
        : undefined;
    case 'ConditionalExpression': {
      need(place, node.test, 'boolean');
      const first = typeOf(place, node.consequent, wanted);
      const second = typeOf(place, node.alternate, wanted);
      if (first === undefined || second === undefined) return undefined;
      if (first === second && !isArray(first)) return first;
      if (fits(first, 'number') && fits(second, 'number')) return 'number';
      return report(node, `chooses between a ${first} and a ${second}`, 'give both arms one type, number or boolean');
    }
    default:
      return void refuse(place, node);
  }
}

type Tree = FieldType | { readonly [name: string]: Tree };

/** `s.nav`, `ports.price.logReturn`; reports names that are not declared, and records not taken down to a field. */
function typeOfField(place: Place, node: MemberExpression | Identifier): Inferred {
  const { report } = place.source;
  const root = rootOf(node);
  const binding = bindingOf(place, node);
  if (root !== undefined && binding === undefined) return reportFreeName(place, root, node);
  const names = namesAfterRoot(node);
  if (binding?.kind !== 'record' || names === undefined)
    return report(node, 'reads a property of a number', 'read fields of s, k, draw, at and ports only');
  if (binding.name === 'math') return report(node, 'is not a value', 'call a function: math.name(x)');

  let label: string = binding.name;
  let known: Tree = place.signature[binding.name];
  for (const name of names) {
    if (typeof known === 'string') return report(node, 'reads a property of a number', `write ${label}`);
    const next: Tree | undefined = Object.hasOwn(known, name) ? known[name] : undefined;
    if (next === undefined) return reportUnknown(place, node, label, name, Object.keys(known));
    known = next;
    label += `.${name}`;
  }
  return typeof known === 'string' ? known : report(node, 'is a whole record', `name one of its fields: ${label}.name`);
}

function typeOfElement(place: Place, { object, property }: MemberExpression): Inferred {
  const { report, textOf } = place.source;
  const type = typeOf(place, object);
  if (type === 'numberArray') {
    need(place, property, 'int');
    return 'number';
  }
  if (type === 'numberTable')
    return report(object, 'is a table', `write math.at(${textOf(object)}, ${textOf(property)})`);
  return type && report(object, 'is no array', 'declare a fixed array in the state');
}

function typeOfCall(place: Place, node: CallExpression): Inferred {
  const { report, textOf } = place.source;
  const { math } = place.signature;
  const inner = node.arguments.find((argument) => /Function/.test(argument.type));
  // A transpiler that keeps names wraps an inner function in a call of its own; the author wrote the function only.
  if (inner !== undefined) return void refuse(place, inner);
  const called = calledBy(node);
  const binding = bindingOf(place, called);
  const root = rootOf(called);
  const [name, ...more] = namesAfterRoot(called) ?? [];
  const isMath = binding?.kind === 'record' && binding.name === 'math' && name !== undefined && more.length === 0;
  const signature = isMath && Object.hasOwn(math, name) ? math[name] : undefined;
  if (root !== undefined && binding === undefined) reportFreeName(place, root, node);
  else if (!isMath) report(node, `calls ${textOf(called)}`, 'call functions of math only: math.name(x)');
  else if (signature === undefined) reportUnknown(place, node, 'math', name, Object.keys(math));
  else if (signature.parameters.length !== node.arguments.length)
    report(node, 'has the wrong number of arguments', `give math.${name} ${signature.parameters.length}`);
  node.arguments.forEach((argument, i) => {
    const wanted = signature?.parameters[i];
    if (wanted === undefined) typeOf(place, argument);
    else need(place, argument, wanted);
  });
  return signature?.result;
}

const insteadOfOperator: Readonly<Record<string, string>> = {
  '%': 'write x - n * math.floor(x / n)',
  '**': 'write the product out, or math.exp(y * math.log(x))',
  '==': 'write ===',
  '!=': 'write !==',
  '~': 'write x ^ -1',
  void: 'give every value a number or a boolean',
};

function typeOfBinary(place: Place, node: BinaryExpression): Inferred {
  const { left, operator, right } = node;
  const both = (wanted: FieldType, result: FieldType): FieldType => {
    need(place, left, wanted);
    need(place, right, wanted);
    return result;
  };
  switch (operator) {
    // Of two ints as well: their sum may leave the range of an int, and their product may be -0.
    case '+':
    case '-':
    case '*':
    case '/':
      return both('number', 'number');
    case '<':
    case '<=':
    case '>':
    case '>=':
      return both('number', 'boolean');
    case '===':
    case '!==': {
      const types = [typeOf(place, left), typeOf(place, right)];
      if (types.every((type) => type === 'boolean')) return 'boolean';
      [left, right].forEach((operand, i) => {
        expect(place, operand, types[i], 'number');
      });
      return 'boolean';
    }
    case '|':
    case '&':
    case '^':
    case '<<':
    case '>>':
      return both('int', 'int');
    case '>>>': {
      // Shifted by 0, or by a count not known here, the result may be 2^31 or more, which is no int.
      const count = right.type === 'Literal' ? Number(right.value) : 0;
      return both('int', count >= 1 && count <= 31 ? 'int' : 'number');
    }
    default:
      return place.source.report(node, `uses ${operator}`, insteadOfOperator[operator] ?? 'name a field of s');
  }
}
