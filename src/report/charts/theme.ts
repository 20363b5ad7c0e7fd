import type { Spec } from './chart.ts';

const sans = 'Inter, system-ui, sans-serif';

/** The look of every chart: no frame, horizontal hairlines only, small quiet axes, colours by CSS variable. */
export const theme: Spec = {
  background: 'transparent',
  font: sans,
  padding: { left: 0, right: 0, top: 4, bottom: 4 },
  view: { stroke: null },
  axis: {
    labelFont: sans,
    labelFontSize: 11.5,
    labelColor: 'var(--ink-quiet)',
    labelPadding: 6,
    titleFont: sans,
    titleFontSize: 11.5,
    titleFontWeight: 500,
    titleColor: 'var(--ink-soft)',
    gridColor: 'var(--line)',
    domainColor: 'var(--line-strong)',
    tickColor: 'var(--line-strong)',
    tickSize: 4,
  },
  axisX: { grid: false, titlePadding: 10 },
  axisY: {
    domain: false,
    ticks: false,
    titleAngle: 0,
    titleAlign: 'left',
    titleAnchor: 'end',
    titleBaseline: 'bottom',
    titleX: 0,
    titleY: -12,
  },
  axisQuantitative: { labelFlush: false },
  text: { font: sans, fontSize: 12, fill: 'var(--ink-soft)' },
  legend: { disable: true },
};

/** Marks without a message of their own are kept from screen readers; the picture's description speaks for them. */
export const silent = { aria: false } as const;

/**
 * What is said where the pointer is: a sentence, from an expression of the data. Goes with `asSentence` among the transforms of
 * the same mark.
 */
export const saying: Spec = { field: 'says', type: 'nominal' };
export const asSentence = (expression: string): Spec => ({ calculate: expression, as: 'says' });

/** A name inside a sentence, kept from turning its direction (Unicode UAX #9, isolates). */
export const nameInSentence = "'\\u2068' + datum.name + '\\u2069'";

/** What every spec begins with. */
export function frame(description: string, height: number): Spec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description,
    width: 'container',
    height,
    autosize: { type: 'fit-x', contains: 'padding' },
    config: theme,
  };
}
