import { shown } from '../engine/options.ts';
import type { DuelDescription } from '../result/run-result.ts';
import { nearestName } from '../text/nearest-name.ts';

/** Who is set against whom, on the same paths: a pair of holdings, or a population of such pairs that is judged as one. */
export interface Duel {
  /** Names of holdings, first and second of each pair. */
  readonly pairs: readonly (readonly [string, string])[];
  /** What makes the two comparable, in a few words: `'equal initial exposure'`. Free text, printed beside the figures. */
  readonly on: string;
  /** How much each pair counts, in the order of `pairs`; alike unless given. */
  readonly weights?: readonly number[];
  /** What to call all firsts and all seconds of a population: `['the token', 'the perpetual']`. */
  readonly sides?: readonly [string, string];
}

const MOST_DUELS = 24;
const MOST_PAIRS = 1000;
/** A list of weights longer than this is not read. */
const MOST_SHOWN = 6;
const FIELDS = ['pairs', 'on', 'weights', 'sides'];

/** Duels with their weights settled; what is wrong goes to `problems`, one line each. */
export function settleDuels(
  given: unknown,
  holdings: readonly string[],
  problems: string[],
): readonly DuelDescription[] {
  if (given === undefined) return [];
  if (!isRecord(given)) {
    problems.push(
      `setting: duels must be an object of named duels such as { 'at equal exposure': { pairs, on } }; got ${shown(given)}`,
    );
    return [];
  }
  const entries = Object.entries(given);
  if (entries.length > MOST_DUELS) problems.push(`setting: duels must be at most ${MOST_DUELS}; got ${entries.length}`);
  return entries.map(([name, duel]) => settleDuel(name, duel, holdings, problems));
}

function settleDuel(name: string, given: unknown, holdings: readonly string[], problems: string[]): DuelDescription {
  const place = `duels: ${JSON.stringify(name)}`;
  if (!isPrintable(name))
    problems.push(`setting: a duel's name must be 1 to 100 printable characters; got ${shown(name)}`);
  if (!isRecord(given)) {
    problems.push(`${place}: must be { pairs: [[first, second], …], on }; got ${shown(given)}`);
    return { name, on: '', pairs: [], weights: [], sides: null };
  }
  for (const field of Object.keys(given).filter((each) => !FIELDS.includes(each))) {
    const near = nearestName(field, FIELDS);
    problems.push(
      `${place}: has no "${field}"; ${near === undefined ? `it has ${FIELDS.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
  const { on, sides } = given;
  if (!isPrintable(on)) {
    problems.push(
      `${place}: on must say what makes the two comparable, such as 'equal initial exposure', in 1 to 100 printable characters; got ${shownText(on)}`,
    );
  }
  if (sides !== undefined && !(isPair(sides) && sides.every(isPrintable))) {
    const got = isPair(sides) ? `[${sides.map(shownText).join(', ')}]` : shown(sides);
    problems.push(
      `${place}: sides must be two names such as ['the token', 'the perpetual'], each of 1 to 100 printable characters; got ${got}`,
    );
  }
  const pairs = settlePairs(place, given.pairs, holdings, problems);
  return {
    name,
    on: String(on),
    pairs,
    weights: settleWeights(place, given.weights, pairs.length, problems),
    sides: isPair(sides) ? sides : null,
  };
}

function settlePairs(
  place: string,
  given: unknown,
  holdings: readonly string[],
  problems: string[],
): DuelDescription['pairs'] {
  if (!Array.isArray(given) || given.length < 1 || given.length > MOST_PAIRS || !given.every(isPair)) {
    const got = Array.isArray(given) && given.length > MOST_PAIRS ? `${given.length} pairs` : shown(given);
    const hint = isPair(given) && given.every(isPrintable) ? `; did you mean [[${given.map(quoted).join(', ')}]]?` : '';
    problems.push(`${place}: pairs must be 1 to ${MOST_PAIRS} pairs of names, [[first, second], …]; got ${got}${hint}`);
    return [];
  }
  const met = new Set<string>();
  for (const name of new Set(given.flat())) {
    if (holdings.includes(name)) continue;
    const near = nearestName(name, holdings);
    const hint = near === undefined ? `the holdings are ${holdings.join(', ')}` : `did you mean "${near}"?`;
    problems.push(`${place}: no holding is called ${shown(name)}; ${hint}`);
  }
  for (const [first, second] of given) {
    const key = JSON.stringify([first, second]);
    if (first === second) problems.push(`${place}: a pair must be of two holdings; got ${shown(first)} twice`);
    else if (met.has(key))
      problems.push(`${place}: a pair must be named once; got ${key} twice (weights say how much it counts)`);
    met.add(key);
  }
  return given;
}

/** Adding up to 1. */
function settleWeights(place: string, given: unknown, pairs: number, problems: string[]): readonly number[] {
  if (pairs === 0) return []; // they are what is wrong
  const isWeight = (weight: unknown): weight is number =>
    typeof weight === 'number' && weight > 0 && weight <= Number.MAX_SAFE_INTEGER;
  if (given !== undefined && !(Array.isArray(given) && given.length === pairs && given.every(isWeight))) {
    const got = Array.isArray(given)
      ? shownWeights(given, given.length === pairs ? isWeight : () => true)
      : shown(given);
    problems.push(`${place}: weights must be a number above 0 for each of its ${pairs} pairs; got ${got}`);
    return [];
  }
  const weights: readonly number[] = given ?? Array.from({ length: pairs }, () => 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** A short list as it is; of a long one how many there are, or the first that is wrong. */
function shownWeights(given: readonly unknown[], isRight: (weight: unknown) => boolean): string {
  if (given.length <= MOST_SHOWN) return `[${given.map(shown).join(', ')}]`;
  const wrong = given.findIndex((weight) => !isRight(weight));
  return wrong < 0 ? `${given.length} of them` : `${shown(given[wrong])} at weights[${wrong}]`;
}

/** With its length, where that is what is wrong with it. */
function shownText(text: unknown): string {
  return typeof text === 'string' && text.length > 100 ? `${text.length} characters, ${shown(text)}` : shown(text);
}

/** As it would be written in a scenario. */
function quoted(name: string): string {
  return /['\\]/.test(name) ? JSON.stringify(name) : `'${name}'`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((name) => typeof name === 'string');
}

/** 1 to 100 printable characters, not all of them blank. */
export function isPrintable(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  return text.trim() !== '' && text.length <= 100 && !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(text);
}
