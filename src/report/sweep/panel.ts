import type { CellFan } from '../../result/sweep-result.ts';
import { type Row, rounded } from '../charts/chart.ts';
import type { ValueAxis } from '../charts/log-axis.ts';
import { silent } from '../charts/theme.ts';

/** A place for a small picture within a larger one: shares of its width, and pixels from its top. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Height of a value in a box. */
export function placeOf(value: number, { top, bottom }: Box, { low, high, isLog }: ValueAxis): number {
  const inside = Math.max(low, Math.min(high, value));
  const share = isLog ? Math.log(inside / low) / Math.log(high / low) : (inside - low) / (high - low);
  return Number((bottom - share * (bottom - top)).toFixed(1));
}

/** Ticks of an axis that has its values, or five evenly spread. */
export function ticksOf({ axis, low, high }: ValueAxis): readonly number[] {
  const given = axis.values as readonly number[] | undefined;
  return given ?? [0, 1, 2, 3, 4].map((i) => Number((low + ((high - low) * i) / 4).toPrecision(2)));
}

/** The quantiles of a fan, placed in a box; `of` is what the rows are told apart by. */
export function fanRows(of: Row, fan: CellFan, days: readonly number[], box: Box, axis: ValueAxis): readonly Row[] {
  const last = days.at(-1) ?? 1;
  const at = (values: readonly (number | null)[], i: number) => placeOf(values[i] ?? 0, box, axis);
  return days.map((day, i) => ({
    ...of,
    x: rounded(box.left + ((box.right - box.left) * day) / last),
    low90: at(fan.q05, i),
    low50: at(fan.q25, i),
    middle: at(fan.q50, i),
    high50: at(fan.q75, i),
    high90: at(fan.q95, i),
  }));
}

/** Coordinates of the whole picture: shares of its width, pixels from its top. */
export const across = (field: string) => ({
  field,
  type: 'quantitative',
  scale: { domain: [0, 1], nice: false, zero: false },
  axis: null,
});
export const down = (field: string, height: number) => ({
  field,
  type: 'quantitative',
  scale: { domain: [0, height], reverse: true, nice: false, zero: false },
  axis: null,
});

/** Bands that hold 50 and 90 % of paths, and the median, of the rows of `fanRows`. */
export function fanLayers(
  name: string,
  transform: readonly object[],
  height: number,
  detail: object,
): readonly object[] {
  const shared = { data: { name }, transform };
  const band = (from: string, to: string, opacity: number) => ({
    ...shared,
    mark: { type: 'area', color: 'var(--accent)', fillOpacity: opacity, ...silent },
    encoding: { x: across('x'), y: down(from, height), y2: { field: to }, ...detail },
  });
  return [
    band('low90', 'high90', 0.16),
    band('low50', 'high50', 0.26),
    {
      ...shared,
      mark: { type: 'line', color: 'var(--accent)', strokeWidth: 1.8, ...silent },
      encoding: { x: across('x'), y: down('middle', height), ...detail },
    },
  ];
}

/** Text at places of the whole picture, from rows `{ x, y, text }`. */
export const words = (name: string, height: number, mark: object, transform: readonly object[] = []): object => ({
  data: { name },
  transform,
  mark: { type: 'text', fontSize: 11.5, fill: 'var(--ink-soft)', ...mark, ...silent },
  encoding: { x: across('x'), y: down('y', height), text: { field: 'text' } },
});
