/// <reference lib="dom" />
import type { FanAxes } from '../../result/run-result.ts';
import { fanQuantiles } from '../../statistics/fan-quantiles.ts';
import { valueAxis } from '../charts/log-axis.ts';
import { multiple } from '../format.ts';

const probabilities = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;
/** Pairs of quantiles with the strength of the band between them, as in the report's other fans. */
const bands = [
  [0, 6, 0.13],
  [1, 5, 0.17],
  [2, 4, 0.24],
] as const;

const height = 316;
const edge = { left: 50, right: 8, top: 24, bottom: 40 };

/**
 * The fan of a holding as SVG: drawn by hand, since it is drawn many times a second while a control is dragged. `text` says
 * what a reader sees who does not see it.
 */
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
  const last = days.at(-1)!;
  const x = (day: number) => edge.left + (day / last) * (width - edge.left - edge.right);
  const part = axis.isLog
    ? (value: number) => Math.log(value / axis.low) / Math.log(axis.high / axis.low)
    : (value: number) => (value - axis.low) / (axis.high - axis.low);
  const y = (value: number) => {
    const inside = Math.max(axis.low, Math.min(axis.high, value));
    return height - edge.bottom - part(inside) * (height - edge.top - edge.bottom);
  };
  const line = (values: Float64Array) => days.map((day, i) => `${x(day).toFixed(1)},${y(values[i]!).toFixed(1)}`);
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': text });
  const words = (value: string, at: Readonly<Record<string, string | number>>, isSaid = false) => {
    const node = element('text', { ...at, ...(isSaid ? { class: 'said' } : {}) });
    node.textContent = value;
    svg.append(node);
  };
  words('Multiple of the money put in', { x: 0, y: 12 }, true);
  for (const tick of valueTicks(axis)) {
    const at = y(tick).toFixed(1);
    svg.append(element('line', { class: 'grid', x1: edge.left, x2: width - edge.right, y1: at, y2: at }));
    words(multiple(tick).replace(/\.?0+×$/, '×'), { x: edge.left - 8, y: at, dy: 4, 'text-anchor': 'end' });
  }
  for (const [low, high, opacity] of bands) {
    const points = [...line(quantiles[high]!), ...line(quantiles[low]!).reverse()].join(' ');
    svg.append(element('polygon', { points, fill: colour, 'fill-opacity': opacity }));
  }
  const one = y(1).toFixed(1);
  svg.append(element('line', { class: 'one', x1: edge.left, x2: width - edge.right, y1: one, y2: one }));
  svg.append(element('polyline', { class: 'median', points: line(quantiles[3]!).join(' '), stroke: colour }));
  const floor = height - edge.bottom;
  svg.append(element('line', { class: 'axis', x1: edge.left, x2: width - edge.right, y1: floor, y2: floor }));
  for (const day of dayTicks(last)) {
    words(String(day), { x: x(day).toFixed(1), y: floor + 17, 'text-anchor': day === 0 ? 'start' : 'middle' });
  }
  words('Days', { x: (edge.left + width - edge.right) / 2, y: height - 5, 'text-anchor': 'middle' }, true);
  return svg;
}

function element(name: 'svg', attributes: Readonly<Record<string, string | number>>): SVGSVGElement;
function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement;
function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function valueTicks({ isLog, low, high, axis }: ReturnType<typeof valueAxis>): readonly number[] {
  return isLog ? (axis.values as readonly number[]) : evenTicks(low, high, 5);
}

const dayTicks = (last: number): readonly number[] => evenTicks(0, last, 6).filter((day) => day <= last * 0.985);

/** Multiples of 1, 2 or 5 times a power of ten within [low, high], at most so many steps of them. */
export function evenTicks(low: number, high: number, most: number): readonly number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= rough * 0.999)!;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++)
    ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}
