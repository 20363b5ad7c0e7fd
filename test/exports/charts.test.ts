import { beforeAll, describe, expect, test } from 'vitest';
import { loadDrawer } from '../../src/exports/node/draw-charts.ts';
import { standingCharts, takenSpec, withColours, wrapped } from '../../src/exports/standing-chart.ts';
import { allCharts } from '../../src/report/all-charts.ts';
import type { Chart } from '../../src/report/charts/chart.ts';
import { chartCompiler } from '../../src/report/node/assets.ts';
import { summarise } from '../../src/result/summarise.ts';
import {
  allHoldings,
  type FixtureOptions,
  fixture,
  hostileName,
  manifest,
  replayAgainstReality,
} from '../report/fixture.ts';

type Drawer = Awaited<ReturnType<typeof loadDrawer>>;
let drawer: Drawer;
beforeAll(async () => {
  drawer = await loadDrawer(await chartCompiler());
});

const chartsOf = (result: ReturnType<typeof fixture>) => allCharts({ result, summary: summarise(result), manifest });
const some = (options: FixtureOptions = {}) => chartsOf(fixture({ paths: 120, points: 31, ...options }));

/** Tags that close as they opened, and no sign that XML forbids; the texts between them. */
function textsOf(svg: string): readonly string[] {
  expect(svg).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const open: string[] = [];
  for (const [tag, closing, name, attributes, empty] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    expect(tag, attributes).toBeDefined();
    if (closing === '/') expect(open.pop()).toBe(name);
    else if (empty === '') open.push(name!);
  }
  expect(open).toEqual([]);
  // Whatever looks like a tag was one of those.
  expect(svg.replace(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, '')).not.toContain('<');
  expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;|apos;|#\d+;)/);
  return [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text]) => text!);
}

const size = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};

async function drawnWell(chart: Chart): Promise<readonly string[]> {
  const warnings: string[] = [];
  const drawings: string[] = [];
  for (const standing of standingCharts(chart, drawer.measure)) {
    const svg = await drawer.svg(standing, (message) => warnings.push(`${standing.name}: ${message}`));
    const shown = textsOf(svg).join(' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    // The title stands in the picture, broken into lines.
    expect(shown.replaceAll(/\s+/g, ' ')).toContain(standing.caption.title.replaceAll(/\s+/g, ' '));
    expect(svg).not.toContain('var(--');
    expect(svg).not.toContain('NaN');
    drawings.push(svg);
  }
  expect(warnings).toEqual([]);
  return drawings;
}

describe('every chart of a page stands alone', () => {
  test.each([
    ['of an ordinary run', () => some({ holdings: allHoldings.slice(0, 2) })],
    ['of a recorded market', () => some({ holdings: allHoldings.slice(0, 1), isRecorded: true })],
    ['of one path', () => some({ paths: 1, holdings: allHoldings.slice(0, 1) })],
    ['beside what really traded', () => chartsOf(replayAgainstReality())],
    ['of a holding with a hostile name', () => some({ holdings: [allHoldings[6]!] })],
  ])(
    '%s: as SVG that is well formed, holds its title, and that Vega-Lite has nothing to say about',
    async (_, make) => {
      const charts = make();
      expect(charts.length).toBeGreaterThan(0);
      for (const chart of charts) await drawnWell(chart);
    },
  );

  test('and is one picture for each position of its switch, with the holding of that position', async () => {
    const [fan] = some({ holdings: allHoldings.slice(0, 2) }).filter(({ id }) => id === 'path-of-value');
    const standing = standingCharts(fan!, drawer.measure);
    expect(standing.map(({ name }) => name)).toEqual(['path-of-value-h0-3x-daily', 'path-of-value-h1-3x-daily']);
    const [first, second] = await drawnWell(fan!);
    expect(first).toContain('#1d4ed8');
    expect(first).not.toContain('#7c3aed');
    expect(second).toContain('#7c3aed');
    expect(second).not.toContain('#1d4ed8');
  });

  test('as PNG of 300 dots an inch, white where nothing is drawn, with its text', async () => {
    const [fan] = some({ holdings: allHoldings.slice(0, 1) });
    const [standing] = standingCharts(fan!, drawer.measure);
    const png = drawer.png(await drawer.svg(standing!));
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const { width, height } = size(png);
    expect(width).toBe(2250);
    expect(height).toBeGreaterThan(1200);
    const text = (words: string) =>
      drawer.png(
        `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><text y="15" font-family="Inter, sans-serif">${words}</text></svg>`,
      );
    expect(text('−3x × 0.5').length).toBeGreaterThan(2 * text(' ').length);
  });

  test('in the same bytes whenever it is drawn', async () => {
    const [fan] = some({ holdings: allHoldings.slice(0, 1) });
    const [standing] = standingCharts(fan!, drawer.measure);
    expect(await drawer.svg(standing!)).toBe(await drawer.svg(standing!));
  });
});

test('a name may hold what XML does not allow: it is replaced, and the drawing stays a drawing', async () => {
  const name = `\u0000\u0008${hostileName}\ud800"&'`;
  const charts = some({ holdings: [{ name, family: 'token', leverage: 3 }] });
  for (const chart of charts) {
    for (const standing of standingCharts(chart, drawer.measure)) textsOf(await drawer.svg(standing));
  }
});

test('a specification that is taken away has colours for variables, and leaves data as they are', () => {
  const datasets = { one: [{ text: 'var(--ink)' }] };
  expect(withColours({ mark: { color: 'var(--ink)' }, datasets })).toEqual({ mark: { color: '#17191c' }, datasets });
  for (const chart of some()) {
    const { datasets: data, ...spec } = takenSpec(chart);
    expect(JSON.stringify(spec)).not.toContain('var(--');
    expect(data).toEqual(chart.spec.datasets);
  }
});

test('text is measured in the face it is set in', () => {
  expect(drawer.measure('', 12, 400)).toBe(0);
  // Advance widths of Inter: figures are 0.60 to 0.66 em wide, `i` under 0.3, `W` about 1.
  expect(drawer.measure('i', 100, 400)).toBeLessThan(30);
  expect(drawer.measure('W', 100, 400)).toBeGreaterThan(90);
  expect(drawer.measure('Wide', 100, 600)).toBeGreaterThan(drawer.measure('Wide', 100, 400));
});

test('lines break at spaces, none is too long unless a word is, and no word is lost', () => {
  const measure = (line: string) => line.length;
  expect(wrapped('a bb ccc dddddddd e', 6, measure)).toEqual(['a bb', 'ccc', 'dddddddd', 'e']);
  expect(wrapped('', 6, measure)).toEqual([]);
});
