import type { BreakEven, BreakEvenTarget } from '../../result/sweep-result.ts';
import { LEAST_PATHS_FOR_SWEEPS } from '../../result/sweep-result.ts';
import { fixed, plain } from '../format.ts';
import { type Html, html } from '../page/html.ts';

export const targetInWords = (target: BreakEvenTarget): string =>
  ({
    median: 'the median is the money put in',
    growth: 'the mean log growth is zero',
    spot: 'half of all paths end above the coin',
  })[target];

/** `0.482 ± 0.011`; where there is none, on which side of it the holding is throughout. */
export function breakEvenInWords({ value, standardError, low, high, atLow, atHigh }: BreakEven): string {
  if (value !== null)
    return `${plain(value, standardError)}${standardError === null ? '' : ` ± ${fixed(standardError, Math.max(2, Math.min(6, Math.ceil(-Math.log10(standardError)) + 1)))}`}`;
  const isAbove = (atLow ?? 0) >= 0 && (atHigh ?? 0) >= 0;
  return `none from ${plain(low)} to ${plain(high)}: ${isAbove ? 'above it' : 'below it'} at both ends`;
}

/** `volatilityPerYear` is the volatility, `halfLifeDays` the half life: units are on the axis. */
export const parameterInWords = (name: string): string =>
  name
    .replace(/(Per(Year|Day|Hour)|Days|Hours|Minutes|Bp)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

/** Why a page has nothing where something was asked for. */
export const leftOut = (paths: number): Html =>
  html`<p class="prose">${
    paths < LEAST_PATHS_FOR_SWEEPS
      ? `A run of fewer than ${fixed(LEAST_PATHS_FOR_SWEEPS, 0)} paths leaves this out; it is a question beside the run, and would take longer than it.`
      : 'This was left out; the warnings say why.'
  }</p>`;
