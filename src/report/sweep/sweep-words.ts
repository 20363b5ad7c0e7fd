import type { BreakEven, BreakEvenTarget, SettingValue, SweepCell, SweepResult } from '../../result/sweep-result.ts';
import { LEAST_PATHS_FOR_SWEEPS } from '../../result/sweep-result.ts';
import { fixed, plain } from '../format.ts';
import { counted, figure, scaled } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';

export const targetInWords = (target: BreakEvenTarget): string =>
  ({
    median: 'the median is the money put in',
    growth: 'the mean log growth is zero',
    spot: 'half of all paths end above the coin',
  })[target];

/** `0.482 ± 0.011`; where there is none, on which side of it the holding is throughout. */
export function breakEvenInWords(each: BreakEven): string {
  const { value, standardError, low, high } = each;
  if (value !== null)
    return `${plain(value, standardError)}${standardError === null ? '' : ` ± ${fixed(standardError, decimalsOf(standardError))}`}`;
  return `none from ${plain(low)} to ${plain(high)}: ${sideOf(each)} at both ends`;
}

const sideOf = ({ atLow, atHigh }: BreakEven): string =>
  (atLow ?? 0) >= 0 && (atHigh ?? 0) >= 0 ? 'above it' : 'below it';

const decimalsOf = (standardError: number): number =>
  Math.max(2, Math.min(6, Math.ceil(-Math.log10(standardError)) + 1));

/** `volatilityPerYear` is the volatility, `halfLifeDays` the half life: units are on the axis. */
export const parameterInWords = (name: string): string =>
  name
    .replace(/(Per(Year|Day|Hour)|Days|Hours|Minutes|Bp)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

/** What stands beside the run in its summary, and in its page. */
export type Beside = 'sweep' | 'regimes';

/** How many cells there are; of a sweep that was stopped, how many are finished. */
export const cellCount = (of: Beside, { cells, finishedCells }: SweepResult): Html =>
  finishedCells === undefined
    ? counted(`${of}.cells.length`, cells.length)
    : counted(`${of}.finishedCells`, finishedCells);

/** A value of a parameter, as it is written, but with a real minus sign. */
export const settingFigure = (key: string, value: SettingValue): Html =>
  typeof value === 'number' ? scaled(key, 1, String(value).replaceAll('-', '\u2212')) : html`${String(value)}`;

/** What a cell sets: `leverage 1.5, volatilityPerYear 0.3`. */
export const settingsInWords = (of: Beside, { settings }: SweepCell, cell: number): Html =>
  html`${Object.entries(settings).map(([parameter, value], i) => html`${i > 0 && ', '}${parameter} ${settingFigure(`${of}.cells.${cell}.settings.${parameter}`, value)}`)}`;

/** The same as figures of the `nth` break-even of a sweep. */
export function breakEvenFigures(each: BreakEven, nth: number): Html {
  const { value, standardError, low, high } = each;
  const at = (name: string) => `sweep.breakEven.${nth}.${name}`;
  if (value === null) {
    return html`none from ${figure(at('low'), low)} to ${figure(at('high'), high)}: ${sideOf(each)} at both ends`;
  }
  const printed = figure(at('value'), value, (v) => plain(v, standardError));
  if (standardError === null) return printed;
  return html`${printed} ± ${figure(at('standardError'), standardError, (error) => fixed(error ?? 0, decimalsOf(error ?? 0)))}`;
}

/** Why a page has nothing where something was asked for. */
export const leftOut = (paths: number): Html =>
  html`<p class="prose">${
    paths < LEAST_PATHS_FOR_SWEEPS
      ? 'A run of so few paths leaves this out; it is a question beside the run, and would take longer than it.'
      : 'This was left out; the warnings say why.'
  }</p>`;
