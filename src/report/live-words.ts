import { shellWord } from '../text/shell-word.ts';
import { fixed } from './format.ts';
import type { LiveRun, Values } from './live-run.ts';

type Value = number | string | boolean;

/** A number of a control as it is printed: `scale` times its value, with a sign or a word after it. */
interface Unit {
  readonly scale: number;
  readonly sign?: string;
  readonly words?: (value: number) => string;
}
const basisPoints: Unit = { scale: 10_000, words: () => ' bp' };

/** Endings of names that are units. */
const units: readonly (readonly [RegExp, Unit])[] = [
  [/leverage$/i, { scale: 1, sign: '×' }],
  [/PerYear$/, { scale: 100, sign: '%', words: () => ' a year' }],
  [/PerDay$/, { scale: 10_000, words: () => ' bp a day' }],
  [/Fee$/, basisPoints],
  [/Bp$/, { ...basisPoints, scale: 1 }],
  [/Days$/, { scale: 1, words: (value) => (value === 1 ? ' day' : ' days') }],
  [/Hours$/, { scale: 1, words: (value) => (value === 1 ? ' hour' : ' hours') }],
  [/Minutes$/, { scale: 1, words: () => ' min' }],
];

/** `volatilityPerYear` → "Volatility": what a control is called; its unit stands with its value. */
export function controlLabel(name: string): string {
  const bare = name.replace(/(.)(?:PerYear|PerDay|Days|Hours|Minutes|Bp)$/, '$1');
  const words = bare.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** 0.8 of `volatilityPerYear` → "80% a year"; 3 of `leverage` → "3×". */
export function controlValue(name: string, value: Value): string {
  const { number, words } = controlParts(name, value);
  return number + words;
}

/** The same in two pieces, the number and what is said after it, with how many times the value the number is. */
export function controlParts(
  name: string,
  value: Value,
): { readonly number: string; readonly words: string; readonly scale: number } {
  if (typeof value === 'boolean') return { number: '', words: value ? 'on' : 'off', scale: 1 };
  if (typeof value === 'string') return { number: '', words: value.replaceAll('-', ' '), scale: 1 };
  const { scale, sign = '', words = () => '' } = units.find(([ending]) => ending.test(name))?.[1] ?? { scale: 1 };
  return { number: digits(scale * value) + sign, words: words(value), scale };
}

/** The line that runs the same on a machine with the scenario: the same digest. */
export function liveCommand({ file, seed }: Pick<LiveRun, 'file' | 'seed'>, paths: number, set: Values): string {
  const given = Object.entries(set).map(([name, value]) => `--set ${shellWord(`${name}=${value}`)}`);
  return ['npx tsx run', shellWord(file), `--paths ${paths}`, `--seed ${shellWord(seed)}`, ...given].join(' ');
}

/** Of the values, those that are not what they would be anyway. */
export function setOf(values: Values, defaults: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== defaults[name]));
}

const decimals = (value: number): number => (String(Number(value.toPrecision(4))).split('.')[1] ?? '').length;
function digits(value: number): string {
  return fixed(value, Math.min(6, decimals(value)));
}
