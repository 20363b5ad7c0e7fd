import type { ClockDescription } from '../../result/run-result.ts';
import type { Spec } from './chart.ts';

export const DAY_MS = 86_400_000;

/** How the horizontal axis of a run reads: dates where the market was recorded, days since the start where it was made. */
export interface TimeAxis {
  readonly isDated: boolean;
  /** Value of the field `t` for an observation so many days after the start. */
  readonly at: (days: number) => number;
  readonly encoding: Spec;
  /** An expression: `day 12.5`, or a date, at the beginning of a sentence. */
  readonly words: string;
}

export function timeAxis(clock: ClockDescription): TimeAxis {
  const start = clock.from === null ? Number.NaN : Date.parse(clock.from);
  if (Number.isFinite(start)) {
    return {
      isDated: true,
      at: (days) => Math.round(start + days * DAY_MS),
      encoding: {
        field: 't',
        type: 'temporal',
        scale: { type: 'utc' },
        axis: { title: null, tickCount: { expr: 'max(2, floor(width / 90))' }, labelOverlap: true, grid: false },
      },
      words: "utcFormat(datum.t, '%-d %b %Y')",
    };
  }
  return {
    isDated: false,
    at: (days) => Number(days.toPrecision(6)),
    encoding: {
      field: 't',
      type: 'quantitative',
      scale: { nice: false, zero: false },
      axis: {
        title: 'Days since the start',
        tickCount: { expr: 'max(3, floor(width / 90))' },
        labelOverlap: true,
        labelExpr: "format(datum.value, '~r')",
      },
    },
    words: "'Day ' + format(datum.t, '.4~g')",
  };
}
