/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import * as vega from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { TopLevelSpec } from 'vega-lite';
import type { CompileSpec } from '../../report/report-assets.ts';
import type { Measure, StandingChart } from '../standing-chart.ts';
import { loadFonts } from './fonts.ts';

const require = createRequire(import.meta.url);

/** Of a PNG over the size of its drawing: 300 dots an inch where the drawing is 180 mm wide. */
const DOTS_PER_PIXEL = 3.125;

/** Draws charts without a browser. */
export interface Drawer {
  readonly measure: Measure;
  /** As a drawing that carries its face with it. Whatever the compiler warns of goes to `warn`. */
  readonly svg: (chart: StandingChart, warn?: (message: string) => void) => Promise<string>;
  readonly png: (svg: string) => Uint8Array;
}

/** What Vega measures text with; its types leave it out. */
interface TextMetrics {
  width: (item: TextItem, text: string) => number;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
}

let ready: Promise<void> | undefined;

/** Loads Vega, fonts, and what turns a drawing into a picture. */
export async function loadDrawer(compile: CompileSpec): Promise<Drawer> {
  ready ??= initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  await ready;
  const { measure, files, faces } = loadFonts();
  const weightOf = ({ fontWeight = 400 }: TextItem) => (fontWeight === 'bold' ? 700 : Number(fontWeight) || 400);
  // Without a canvas Vega takes every letter to be as wide as 0.8 of its height.
  (vega as unknown as { readonly textMetrics: TextMetrics }).textMetrics.width = (item, text) =>
    text === undefined || text === null ? 0 : measure(String(text), item.fontSize ?? 11, weightOf(item));
  return {
    measure,
    svg: async (chart, warn = () => {}) => withFaces(await drawn(chart, compile, warn), faces),
    png: (svg) => picture(svg, files),
  };
}

async function drawn(
  { spec, choice, caption }: StandingChart,
  compile: CompileSpec,
  warn: (message: string) => void,
): Promise<string> {
  const heard = (...parts: readonly unknown[]) => {
    const message = parts.join(' ');
    // A chart with a box to be drawn listens to the window; on paper there is none.
    if (!message.includes('event source: window')) warn(message);
    return logger;
  };
  const logger = { level: () => logger, error: heard, warn: heard, info: () => logger, debug: () => logger };
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: logger as never }).spec as vega.Spec;
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: 'none',
    logger: logger as never,
  });
  if (choice !== null) view.signal('holding', choice);
  const svg = numbered(await view.toSVG());
  view.finalize();
  const title = escaped(`${caption.title}. ${caption.subtitle} ${caption.note}`);
  return allowed(svg.replace(/^<svg[^>]*>/, (opening) => `${opening}<title>${title}</title>`));
}

/** Clipping paths by their order in the drawing: Vega counts them over all that it ever drew. */
function numbered(svg: string): string {
  const met = new Map<string, number>();
  return svg.replace(/(id="clip|url\(#clip)(\d+)/g, (_, before: string, id: string) => {
    if (!met.has(id)) met.set(id, met.size);
    return `${before}${met.get(id)}`;
  });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** XML has no place for control characters and halves of pairs (XML 1.0, section 2.2); an author's names may hold them. */
function allowed(text: string): string {
  // With `u`, half of a pair is a character of its own, and a whole pair is not.
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

const withFaces = (svg: string, faces: string): string =>
  svg.replace('</title>', () => `</title><style>${faces}</style>`);

function picture(svg: string, fontBuffers: readonly Uint8Array[]): Uint8Array {
  const drawing = new Resvg(svg.replace(/<style>[^<]*<\/style>/, ''), {
    font: { fontBuffers: [...fontBuffers], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    fitTo: { mode: 'zoom', value: DOTS_PER_PIXEL },
    background: '#ffffff',
  });
  const image = drawing.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    drawing.free();
  }
}
