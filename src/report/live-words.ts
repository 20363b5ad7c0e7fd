import { shellWord } from '../text/shell-word.ts';
import { fixed } from './format.ts';
import type { LiveRun, Values } from './live-run.ts';

type Value = number | string | boolean;

/** Endings of names that are units: how the number before them is said. */
const units: readonly (readonly [RegExp, (value: number) => string])[] = [
  [/PerYear$/, (value) => `${percents(value)} a year`],
  [/PerDay$/, (value) => `${basisPoints(value)} a day`],
  [/Fee$/, basisPoints],
  [/Bp$/, (value) => `${digits(value)} bp`],
  [/Days$/, (value) => `${digits(value)} ${value === 1 ? 'day' : 'days'}`],
  [/Hours$/, (value) => `${digits(value)} ${value === 1 ? 'hour' : 'hours'}`],
  [/Minutes$/, (value) => `${digits(value)} min`],
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
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value.replaceAll('-', ' ');
  if (/leverage$/i.test(name)) return `${digits(value)}×`;
  return units.find(([ending]) => ending.test(name))?.[1](value) ?? digits(value);
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
function percents(value: number): string {
  return `${digits(100 * value)}%`;
}
function basisPoints(value: number): string {
  return `${digits(10_000 * value)} bp`;
}
