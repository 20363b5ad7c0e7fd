import type { Block, Guard, Value } from './value.ts';

/**
 * A graph as text, a line a value, for people: what it is made of, what is known of its range, and `all` where it is the
 * same for all paths. Ways of a guard are indented.
 */
export function showGraph(body: Block, leaves: ReadonlyMap<string, Value>): string {
  const lines = showBlock(body, '');
  for (const [field, value] of leaves) lines.push(`${field} <- ${nameOf(value)}`);
  return lines.join('\n');
}

function showBlock({ items }: Block, indent: string): string[] {
  return items.flatMap((item) => (item.op === 'guard' ? showGuard(item, indent) : [`${indent}${showValue(item)}`]));
}

function showValue(value: Value): string {
  const { op, operands, source, range, isUniform, type } = value;
  const from = source === undefined ? '' : ` ${Object.values(source).join(' ')}`;
  const isBounded =
    type === 'number' && (range.low > Number.NEGATIVE_INFINITY || range.high < Number.POSITIVE_INFINITY);
  const bounds = isBounded ? `  in [${short(range.low)}, ${short(range.high)}]` : '';
  return `${nameOf(value)} = ${op}${from}${operands.map((operand) => ` ${nameOf(operand)}`).join('')}${isUniform ? '  all' : ''}${bounds}`;
}

function showGuard({ test, whenTrue, whenFalse, merges }: Guard, indent: string): string[] {
  const ways: readonly (readonly [string, Block])[] = [
    ['where', whenTrue],
    ['else', whenFalse],
  ];
  return [
    ...ways.flatMap(([word, block]) =>
      block.items.length === 0 ? [] : [`${indent}${word} ${nameOf(test)}`, ...showBlock(block, `${indent}  `)],
    ),
    ...merges.map(
      (merge) =>
        `${indent}${nameOf(merge.value)} = merge ${nameOf(test)} ? ${nameOf(merge.whenTrue)} : ${nameOf(merge.whenFalse)}`,
    ),
  ];
}

function nameOf({ id, literal }: Value): string {
  return literal === undefined ? `%${id}` : Object.is(literal, -0) ? '-0' : String(literal);
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : value > 0 ? '∞' : '-∞';
}
