import { type Caption, type Chart, inPlainText, type PlainCaption, type Spec } from '../report/charts/chart.ts';
import { fileName } from '../report/page/document.ts';
import { inks, series, surfaces } from '../report/palette.ts';

/** A chart that stands alone, outside the page: its words are in the picture, its colours are colours. */
export interface StandingChart {
  /** Of its files, without the ending: `path-of-value-h0-3x-daily`. */
  readonly name: string;
  readonly caption: PlainCaption;
  /** Vega-Lite. */
  readonly spec: Spec;
  /** What the switch of the page is set to; null where there is none. */
  readonly choice: string | null;
}

/** Width of a text in pixels, in the face of the charts. */
export type Measure = (text: string, fontSize: number, fontWeight: number) => number;

/** Of pictures, in CSS pixels: 180 mm on paper, the width of a page's text. */
export const STANDING_WIDTH = 680;

const light: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...surfaces, ...inks, ...series }).map(([name, shade]) => [name, shade.light]),
);

/** A specification with the colours of the light palette in place of the page's variables. */
export function withColours(spec: Spec): Spec {
  const resolve = (part: unknown): unknown => {
    if (typeof part === 'string') {
      return part.replace(/var\(--([a-z0-9-]+)\)/g, (whole, name: string) => light[name] ?? whole);
    }
    if (Array.isArray(part)) return part.map(resolve);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolve(value)]));
  };
  // Data hold no colours, only what an author may have written.
  const { datasets, ...rest } = spec;
  return { ...(resolve(rest) as Spec), ...(datasets === undefined ? {} : { datasets }) };
}

/** A specification that can be opened elsewhere: the page's, of a fixed width, with its colours and its words. */
export function takenSpec({ spec, caption, choices }: Chart): Spec {
  const names = Object.fromEntries(choices.map(({ id, name }) => [id, name]));
  return {
    ...withColours(spec),
    width: STANDING_WIDTH,
    background: light.paper,
    usermeta: { ...inPlainText(caption), ...(choices.length > 0 ? { choices: names } : {}) },
  };
}

/** A chart as pictures: one for each position of its switch. */
export function standingCharts(chart: Chart, measure: Measure): readonly StandingChart[] {
  const { id, choices, caption } = chart;
  if (choices.length === 0)
    return [{ name: id, caption: inPlainText(caption), choice: null, spec: titled(chart, caption, measure) }];
  return choices.map((choice) => ({
    name: `${id}-${fileName(choice.id)}-${fileName(choice.name)}`.toLowerCase(),
    caption: inPlainText(choice.caption),
    choice: choice.id,
    spec: titled(chart, choice.caption, measure),
  }));
}

const titleSize = 15;
const subtitleSize = 12;

function titled(chart: Chart, caption: Caption, measure: Measure): Spec {
  const { title, subtitle } = inPlainText(caption);
  const lines = (text: string, size: number, weight: number) =>
    wrapped(text, STANDING_WIDTH, (line) => measure(line, size, weight));
  const font = 'Inter, system-ui, sans-serif';
  return {
    ...takenSpec(chart),
    padding: 20,
    width: STANDING_WIDTH + 40,
    title: {
      text: lines(title, titleSize, 600),
      subtitle: lines(subtitle, subtitleSize, 400),
      anchor: 'start',
      frame: 'bounds',
      align: 'left',
      font,
      fontSize: titleSize,
      fontWeight: 600,
      color: light.ink,
      lineHeight: 20,
      subtitleFont: font,
      subtitleFontSize: subtitleSize,
      subtitleColor: light['ink-soft'],
      subtitleLineHeight: 17,
      subtitlePadding: 6,
      offset: 30,
      limit: 0,
    },
  };
}

/** Breaks a text at spaces so that each line fits; a word longer than a line stays whole. */
export function wrapped(text: string, width: number, measure: (line: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
