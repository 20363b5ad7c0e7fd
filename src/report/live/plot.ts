/// <reference lib="dom" />
import type { valueAxis } from '../charts/log-axis.ts';
import { multiple } from '../format.ts';

type Axis = ReturnType<typeof valueAxis>;
type Attributes = Readonly<Record<string, string | number>>;

/** Space around the picture, for the words of its axes. */
export interface Edge {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A picture of values through time: its frame is there, lines are to be added. */
export interface Plot {
  readonly svg: SVGSVGElement;
  readonly x: (day: number) => number;
  /** Of a multiple; what lies beyond the axis lies on its end. */
  readonly y: (value: number) => number;
  readonly add: (name: string, attributes: Attributes) => SVGElement;
  /** Words in the picture; what is `said` stands out from labels. */
  readonly words: (text: string, attributes: Attributes, isSaid?: boolean) => void;
  /** Axes are drawn over what was added before. */
  readonly close: () => SVGSVGElement;
}

/**
 * Drawn by hand: a picture that follows a control is drawn many times a second. `height` is that of all of it; values end where
 * `edge.bottom` begins. `text` says what a reader sees who does not see it.
 */
export function openPlot(
  axis: Axis,
  lastDay: number,
  size: { readonly width: number; readonly height: number; readonly edge: Edge },
  text: string,
): Plot {
  const { width, height, edge } = size;
  const floor = height - edge.bottom;
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': text });
  const add: Plot['add'] = (name, attributes) => {
    const made = element(name, attributes);
    svg.append(made);
    return made;
  };
  const words: Plot['words'] = (of, attributes, isSaid = false) => {
    add('text', { ...attributes, ...(isSaid ? { class: 'said' } : {}) }).textContent = of;
  };
  const x = (day: number) => edge.left + (day / lastDay) * (width - edge.left - edge.right);
  const part = axis.isLog
    ? (value: number) => Math.log(value / axis.low) / Math.log(axis.high / axis.low)
    : (value: number) => (value - axis.low) / (axis.high - axis.low);
  const y = (value: number) => {
    const inside = Math.max(axis.low, Math.min(axis.high, value));
    return floor - part(inside) * (floor - edge.top);
  };
  words('Multiple of the money put in', { x: 0, y: 12 }, true);
  for (const tick of valueTicks(axis)) {
    const at = y(tick).toFixed(1);
    add('line', { class: 'grid', x1: edge.left, x2: width - edge.right, y1: at, y2: at });
    words(multiple(tick).replace(/\.?0+×$/, '×'), { x: edge.left - 8, y: at, dy: 4, 'text-anchor': 'end' });
  }
  const close = () => {
    const one = y(1).toFixed(1);
    add('line', { class: 'one', x1: edge.left, x2: width - edge.right, y1: one, y2: one });
    add('line', { class: 'axis', x1: edge.left, x2: width - edge.right, y1: floor, y2: floor });
    for (const day of dayTicks(lastDay)) {
      words(String(day), { x: x(day).toFixed(1), y: floor + 17, 'text-anchor': day === 0 ? 'start' : 'middle' });
    }
    words('Days', { x: (edge.left + width - edge.right) / 2, y: floor + 35, 'text-anchor': 'middle' }, true);
    return svg;
  };
  return { svg, x, y, add, words, close };
}

function element(name: 'svg', attributes: Attributes): SVGSVGElement;
function element(name: string, attributes: Attributes): SVGElement;
function element(name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function valueTicks({ isLog, low, high, axis }: Axis): readonly number[] {
  return isLog ? (axis.values as readonly number[]) : evenTicks(low, high, 5);
}

const dayTicks = (last: number): readonly number[] => evenTicks(0, last, 6).filter((day) => day <= last * 0.985);

/** Multiples of 1, 2 or 5 times a power of ten within [low, high], at most so many steps of them. */
function evenTicks(low: number, high: number, most: number): readonly number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= rough * 0.999)!;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) {
    ticks.push(Number((k * step).toPrecision(12)));
  }
  return ticks;
}
