/// <reference lib="dom" />
import type { FanAxes } from '../../result/run-result.ts';
import { fanQuantiles } from '../../statistics/fan-quantiles.ts';
import { valueAxis } from '../charts/log-axis.ts';
import { openPlot } from './plot.ts';

const probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;
/** Pairs of quantiles with the strength of the band between them, as in the report's other fans. */
const bands = [
  [0, 6, 0.13],
  [1, 5, 0.17],
  [2, 4, 0.24],
] as const;

const height = 316;
const edge = { left: 50, right: 8, top: 24, bottom: 40 };

/** The fan of a holding as SVG. `text` says what a reader sees who does not see it. */
export function fanPicture(
  fan: Uint32Array,
  axes: FanAxes,
  colour: string,
  width: number,
  text: string,
): SVGSVGElement {
  const { quantiles } = fanQuantiles(fan, axes, probabilities);
  const { days } = axes;
  const axis = valueAxis(quantiles.flatMap((each) => [...each]));
  const { x, y, add, close } = openPlot(axis, days.at(-1)!, { width, height, edge }, text);
  const line = (values: Float64Array) => days.map((day, i) => `${x(day).toFixed(1)},${y(values[i]!).toFixed(1)}`);
  for (const [low, high, opacity] of bands) {
    const points = [...line(quantiles[high]!), ...line(quantiles[low]!).reverse()].join(' ');
    add('polygon', { points, fill: colour, 'fill-opacity': opacity });
  }
  add('polyline', { class: 'median', points: line(quantiles[3]!).join(' '), stroke: colour });
  return close();
}
