import { expect, test } from 'vitest';
import { loadReportAssets } from '../../src/report/node/assets.ts';
import { numberAt } from '../../src/report/page/figures.ts';
import { textOf } from '../../src/report/page/html.ts';
import { notKnowing } from '../../src/report/page/not-knowing.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { summarise } from '../../src/result/summarise.ts';
import { withUncertainty } from '../../src/result/summarise-uncertainty.ts';
import { allHoldings, type FixtureHolding, fixture, hostileName, manifest } from './fixture.ts';

const three = [allHoldings[0], allHoldings[4], allHoldings[7]] as readonly FixtureHolding[];
const result = fixture({ paths: 150, days: 30, points: 7, holdings: three });
/** Five draws under which everything ends 20 % lower to 20 % higher. */
const drawn = {
  paths: 60,
  holdings: three.map(({ name }) => name),
  finalValues: [0.8, 0.9, 1, 1.1, 1.2].map((factor) =>
    result.holdings.map(({ columns }) => columns.finalValue!.slice(0, 60).map((value) => factor * value)),
  ),
};
const summary = withUncertainty(summarise(result), drawn);

// Kills: a range of medians under chances of a loss; a number of another holding.
test('every number of luck and not knowing is that of its holding, to the digits shown', () => {
  const said = notKnowing(result, summary, 3, summary.uncertainty!);
  const figures = [...said.markup.matchAll(/data-key="((?:uncertainty\.)?h\d[^"]+)"( data-scale="100")?>([^<]*)</g)];
  expect(figures.length).toBe(3 * 10 + 1);
  for (const [, key, scale, text] of figures) {
    const [, where, place, path] = /^(uncertainty\.)?h(\d)\.(.+)$/.exec(key!)!;
    const { name } = three[Number(place)]!;
    const value = numberAt((where === undefined ? summary : summary.uncertainty!).holdings[name], path!)!;
    const shown = Number(text!.replace(/[<>×%]/g, '')) / (scale === undefined ? 1 : 100);
    expect(Math.abs(shown - value), `${key}: ${text}`).toBeLessThan(0.0051 * Math.max(1, value));
  }
  expect(textOf(said)).toContain('5 draws of what is not known, the first 60 paths with each');
});

test('the page has a section for it where numbers are uncertain, tables are numbered through, and names are only ever text', async () => {
  const assets = await loadReportAssets();
  const page = (of: typeof summary, run = result) => renderReport({ result: run, summary: of, manifest, assets });
  expect(page(summarise(result))).not.toContain('Luck, and not knowing');
  expect(page(summary)).toContain('<h2 id="not-knowing-heading"><span>4</span>Luck, and not knowing</h2>');
  const captions = [...page(summary).matchAll(/Table (\d+)/g)].map(([, n]) => Number(n));
  expect([...new Set(captions)]).toEqual([...new Set(captions)].map((_, i) => i + 1));
  const hostile = fixture({ paths: 60, days: 30, points: 7 });
  const finals = hostile.holdings.map(({ columns }) => columns.finalValue!);
  const written = page(
    withUncertainty(summarise(hostile), {
      paths: 60,
      holdings: hostile.scenario.holdings.map(({ name }) => name),
      finalValues: [finals, finals, finals],
    }),
    hostile,
  );
  expect(written).toContain('Luck, and not knowing');
  expect(written.includes(hostileName)).toBe(false);
});

test('where everything is taken for known, a summary stays as it is', () => {
  expect(withUncertainty(summarise(result), null)).toEqual(summarise(result));
});
