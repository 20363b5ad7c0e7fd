import { nearestName } from '../text/nearest-name.ts';
import type { Comparison, Condition, Metric, Term } from './condition.ts';
import { metrics } from './condition.ts';

/** A condition that cannot be read: what must hold, what was given, and where. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
}

interface Token {
  readonly kind: 'number' | 'word' | 'quoted' | 'sign' | 'end';
  readonly text: string;
  /** Counted from 1. */
  readonly at: number;
}

const TOKEN =
  /\s*(?:([+-]?\d+(?:\.\d+)?(?:\s*%)?(?![\p{L}\d_]))|('(?:[^']|'')*'|"[^"]*")|([\p{L}\d_-]+)|(<=|>=|[<>().]))/uy;
const LONGEST = 2000;
const DEEPEST = 50;

/**
 * Reads a condition: values of holdings at the end, or a metric of theirs, compared with numbers, per cents or each other,
 * joined by `and`, `or`, `not` and parentheses. `and` binds before `or`.
 *
 *     coin >= 120 % and '3x daily' < 1
 *     not ('perp 3x'.isLiquidated) and spot < '3x daily'
 *
 * A name that is no single word stands in quotes, a quote within single ones twice. `coin` is the coin itself.
 *
 * @param names of the scenario's holdings
 * @throws ConditionError
 */
export function parseCondition(text: string, names: readonly string[]): Condition {
  if (text.length > LONGEST) throw new ConditionError(`must be at most ${LONGEST} characters; got ${text.length}`);
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next]!;
  const isWord = (word: string) => peek().kind === 'word' && peek().text.toLowerCase() === word;
  const isSign = (sign: string) => peek().kind === 'sign' && peek().text === sign;

  const joined = (kind: 'and' | 'or', part: () => Condition): Condition => {
    const parts = [part()];
    while (isWord(kind)) {
      next++;
      parts.push(part());
    }
    return parts.length === 1 ? parts[0]! : { kind, of: parts };
  };
  const any = (): Condition => joined('or', () => joined('and', single));
  const single = (): Condition => {
    if (++depth > DEEPEST) throw new ConditionError(`must be nested at most ${DEEPEST} deep`);
    try {
      if (isWord('not')) {
        next++;
        return { kind: 'not', of: single() };
      }
      if (!isSign('(')) return comparison();
      next++;
      const inner = any();
      if (!isSign(')')) throw expected(')', peek());
      next++;
      return inner;
    } finally {
      depth--;
    }
  };
  const comparison = (): Condition => {
    const left = term();
    if (peek().kind !== 'sign' || !/^[<>]/.test(peek().text)) {
      if (left.kind !== 'holding' || !left.metric.startsWith('is')) throw expected('<, <=, > or >=', peek());
      return { kind: 'compare', left, by: '>', right: { kind: 'number', value: 0 } };
    }
    const by = tokens[next++]!.text as Comparison;
    return { kind: 'compare', left, by, right: term() };
  };
  const term = (): Term => {
    const token = tokens[next]!;
    if (token.kind === 'number') {
      next++;
      const isPercent = token.text.endsWith('%');
      const value = Number(token.text.replace('%', ''));
      return { kind: 'number', value: isPercent ? value / 100 : value };
    }
    if (token.kind !== 'word' && token.kind !== 'quoted') throw expected('a holding or a number', token);
    next++;
    if (token.kind === 'word' && token.text === 'coin') return { kind: 'coin' };
    const name = token.kind === 'word' ? token.text : unquoted(token.text);
    if (!names.includes(name)) throw unknown('a holding', name, names, token);
    return { kind: 'holding', name, metric: metric() };
  };
  const metric = (): Metric => {
    if (!isSign('.')) return 'finalValue';
    const token = tokens[++next]!;
    const found = metrics.find((each) => each === token.text);
    if (found === undefined) throw unknown('a metric', token.text, metrics, token);
    next++;
    return found;
  };

  const condition = any();
  if (peek().kind !== 'end') throw expected('and, or, or the end', peek());
  return condition;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) {
      const at = from + (text.slice(from).length - text.slice(from).trimStart().length);
      throw new ConditionError(
        `has ${JSON.stringify(String.fromCodePoint(text.codePointAt(at)!))} at ${at + 1}, which means nothing here`,
      );
    }
    const [whole, number, quoted, word, sign] = match;
    const kind =
      number !== undefined ? 'number' : quoted !== undefined ? 'quoted' : word !== undefined ? 'word' : 'sign';
    const said = (number ?? quoted ?? word ?? sign)!;
    tokens.push({ kind, text: said, at: from + whole.length - said.length + 1 });
  }
  return [...tokens, { kind: 'end', text: 'the end', at: text.length + 1 }];
}

const unquoted = (text: string) => {
  const inner = text.slice(1, -1);
  return text.startsWith("'") ? inner.replaceAll("''", "'") : inner;
};

const expected = (wanted: string, { kind, text, at }: Token) =>
  new ConditionError(`must have ${wanted} at ${at}; got ${kind === 'end' ? text : JSON.stringify(text)}`);

function unknown(what: string, name: string, known: readonly string[], { at }: Token): ConditionError {
  const near = nearestName(name, known);
  const hint = near === undefined ? `there are ${known.join(', ')}` : `did you mean ${JSON.stringify(near)}?`;
  return new ConditionError(`must name ${what} at ${at}; got ${JSON.stringify(name)}; ${hint}`);
}
