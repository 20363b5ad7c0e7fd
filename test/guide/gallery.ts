/**
 * Writes `scenarios/README.md`: every study with its question, what a run of it found, a picture, and how to ask it of another
 * market. `npm run gallery` writes it; with `-- --check` it only says what would change, and ends with 1 where something does.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { readScenario } from '../../src/batch/node/read-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';
import { runDraws } from '../../src/batch/run-draws.ts';
import { answered } from '../../src/cli/answered.ts';
import { loadRecordings } from '../../src/cli/load-recordings.ts';
import { loadDrawer } from '../../src/exports/node/draw-charts.ts';
import { standingCharts } from '../../src/exports/standing-chart.ts';
import { allCharts } from '../../src/report/all-charts.ts';
import { chartCompiler } from '../../src/report/node/assets.ts';
import { headline } from '../../src/report/page/headline.ts';
import { protagonist, seriesOf } from '../../src/report/series.ts';
import { summarise } from '../../src/result/summarise.ts';
import { withUncertainty } from '../../src/result/summarise-uncertainty.ts';
import { manifest } from '../report/fixture.ts';
import { type Study, studies } from './studies.ts';

const root = resolve(import.meta.dirname, '../..');
const pictures = '.images/gallery';
const data = process.env.DECAYLAB_DATA ?? resolve(root, '../shared/data');

interface Found {
  readonly text: string;
  readonly picture: string;
}

/** Runs a study; null where it needs recordings that are not here. */
async function found(study: Study): Promise<Found | null> {
  const name = basename(study.file, '.ts');
  const file = join(root, 'scenarios', study.file);
  const read = await readScenario(file, {});
  if (read.requests.length > 0 && !existsSync(data)) {
    process.stderr.write(`${study.file}: left as it was, for want of recordings\n`);
    return null;
  }
  const loaded = read.requests.length === 0 ? null : loadRecordings(data, read.requests);
  const recordings = loaded?.recordings ?? new Map();
  const settled = read.settle({ name, overrides: {}, recordings, data: loaded?.data ?? [] });
  const { result } = await runScenario(settled, { workers: availableParallelism(), warnings: settled.warnings });
  const { uncertain } = read;
  const names = result.scenario.holdings.map((holding) => holding.name);
  const drawn =
    uncertain &&
    (await runDraws((draw) => read.openDraw(draw, recordings), uncertain.draws, uncertain.pathsPerDraw, names, {
      signal: new AbortController().signal,
      pause: () => Promise.resolve(),
    }));
  const { summary } = answered(file, withUncertainty(summarise(result), drawn), settled.answer);
  const finding = summary.answer ?? headline(result, summary).text;
  const drawer = await loadDrawer(await chartCompiler());
  const chart = allCharts({ result, summary, manifest }).find(({ id }) => id === study.chart);
  if (chart === undefined) throw new Error(`${study.file}: there is no chart ${study.chart}`);
  const main = protagonist(seriesOf(result, summary));
  const all = standingCharts(chart, drawer.measure);
  const standing = all.find(({ choice }) => choice === main.id) ?? all[0]!;
  // Without the face: a picture in a document is small, and any face of the reader's will do.
  const picture = (await drawer.svg(standing)).replace(/<style>[^<]*<\/style>/, '');
  const parameters = result.scenario.parameters.map((parameter) => `\`${parameter.name}\``).join(', ');
  const needs = read.requests.length === 0 ? '' : ' Needs recordings (`--data DIR`).';
  return {
    picture,
    text: [
      `## [${name}](${study.file})`,
      `*${result.scenario.question}*`,
      `**${finding}**`,
      `![${standing.caption.title}](../${pictures}/${name}.svg)`,
      study.says,
      `\`npx tsx run scenarios/${study.file}\`: ${result.paths.toLocaleString('en')} ${result.paths === 1 ? 'path' : 'paths'}, digest \`${result.digest}\`.${parameters === '' ? '' : ` To be set: ${parameters}.`}${needs}`,
    ].join('\n\n'),
  };
}

/** What the page that is there says of a study. */
function entryOf(name: string): string {
  const parts = readFileSync(join(root, 'scenarios/README.md'), 'utf8').split(/\n\n(?=## \[)/);
  return parts.find((part) => part.startsWith(`## [${name}]`))?.trim() ?? '';
}

async function write(): Promise<number> {
  const isCheck = process.argv.includes('--check');
  const known = readdirSync(join(root, 'scenarios')).filter((file) => file.endsWith('.ts'));
  const missing = known.filter((file) => !studies.some((study) => study.file === file) && file !== 'lab.ts');
  if (missing.length > 0) throw new Error(`gallery: studies.ts has no words for ${missing.join(', ')}`);
  const changed: string[] = [];
  const put = (path: string, text: string) => {
    const place = join(root, path);
    let before = '';
    try {
      before = readFileSync(place, 'utf8');
    } catch {
      // It was never written.
    }
    if (before === text) return;
    changed.push(path);
    if (!isCheck) writeFileSync(place, text);
  };
  mkdirSync(join(root, pictures), { recursive: true });
  const entries: string[] = [];
  for (const study of studies) {
    const name = basename(study.file, '.ts');
    const now = await found(study);
    entries.push(now?.text ?? entryOf(name));
    if (now !== null) put(`${pictures}/${name}.svg`, `${now.picture}\n`);
    process.stderr.write(`${study.file}\n`);
  }
  const template = readFileSync(join(import.meta.dirname, 'gallery.md'), 'utf8');
  put(
    'scenarios/README.md',
    template.replace('<!-- studies -->', () => entries.join('\n\n')),
  );
  process.stdout.write(changed.length === 0 ? 'the gallery is as it was\n' : `changed: ${changed.join(', ')}\n`);
  return isCheck && changed.length > 0 ? 1 : 0;
}

process.exitCode = await write();
