/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Starts the engine that the page carries, and follows its controls. The page itself computes nothing but the figures: paths
 * are simulated in workers, so that controls move as smoothly as the page scrolls.
 */
import type { Control } from '../../result/control.ts';
import { fixed } from '../format.ts';
import type { LiveData, Values } from '../live-run.ts';
import { controlValue, liveCommand, setOf } from '../live-words.ts';
import { seriesColour } from '../palette.ts';
import type { Crew, LiveQuestion, Look } from './crew.ts';
import { crew } from './crew.ts';
import { type StartWorker, unpackEngine } from './engine-worker.ts';
import { fanPicture } from './fan-picture.ts';
import { keyFigures } from './key-figures.ts';
import { followReplay } from './replay.ts';

/** More cores than these help little with so few paths. */
const MOST_WORKERS = 8;

const at = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const data = JSON.parse(at('live-data').textContent ?? '') as LiveData;
const section = at('live');
const rows = [...section.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-control]')];
const pathsChoice = at<HTMLSelectElement>('live-paths');
const picture = at('live-picture');

let values: Values = data.values;
/** Parameters that the reader has moved, or that this run had set. */
let moved = new Set(Object.keys(setOf(data.values, data.defaults)));
let holding = data.holding;
let start: Promise<StartWorker> | null = null;
let runs: Promise<Crew> | null = null;
let lastLook: Look | null = null;

const controlOf = (row: HTMLElement): Control => data.controls[Number(row.dataset.control)]!;

function question(): LiveQuestion {
  const set = Object.fromEntries([...moved].map((name) => [name, String(values[name])]));
  return { name: data.name, paths: Number(pathsChoice.value), seed: data.seed, set };
}

/** The engine is unpacked once, for runs and for stories. */
function unpacked(): Promise<StartWorker> {
  start ??= unpackEngine(at('live-engine').textContent ?? '');
  return start;
}

function engine(): Promise<Crew> {
  runs ??= unpacked().then((start) =>
    crew({
      start,
      workers: Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2)),
      holding,
      onLook: show,
      onRefusal: refuse,
      now: () => performance.now(),
    }),
  );
  return runs;
}

function run(): void {
  section.dataset.state = 'running';
  engine().then(
    (each) => each.ask(question()),
    (thrown: unknown) => refuse(`The engine could not be unpacked: ${String(thrown)}`),
  );
}

/** In the order of the control's stops. */
function stopOf(row: HTMLInputElement | HTMLSelectElement): number | string | boolean {
  const { values: stops, kind } = controlOf(row);
  return kind === 'flag' ? (row as HTMLInputElement).checked : stops[Number(row.value)]!;
}

function place(row: HTMLInputElement | HTMLSelectElement): void {
  const { name, kind, values: stops } = controlOf(row);
  const value = values[name]!;
  if (kind === 'flag') (row as HTMLInputElement).checked = value === true;
  else row.value = String(nearest(stops, value));
  tell(row);
}

/** The stop of a value that a run worked out: the nearest, where it is none. */
function nearest(stops: readonly (number | string | boolean)[], value: number | string | boolean): number {
  const exact = stops.indexOf(value);
  if (exact >= 0 || typeof value !== 'number') return Math.max(0, exact);
  const above = stops.findIndex((stop) => Number(stop) >= value);
  return above < 0 ? stops.length - 1 : above;
}

function tell(row: HTMLInputElement | HTMLSelectElement): void {
  const { name, kind } = controlOf(row);
  if (kind !== 'number') return;
  const words = controlValue(name, values[name]!);
  row.setAttribute('aria-valuetext', words);
  at(`${row.id}-value`).textContent = words;
}

function move(row: HTMLInputElement | HTMLSelectElement): void {
  const { name } = controlOf(row);
  values = { ...values, [name]: stopOf(row) };
  moved.add(name);
  tell(row);
  run();
}

function reset(): void {
  values = data.values;
  moved = new Set(Object.keys(setOf(data.values, data.defaults)));
  pathsChoice.value = String(data.paths);
  rows.forEach(place);
  run();
}

function show(look: Look): void {
  const { opened, question: asked } = look;
  lastLook = look;
  const resolved = opened.description.parameters;
  values = { ...Object.fromEntries(resolved.map((each) => [each.name, each.value])), ...pick(values, moved) };
  for (const row of rows) if (!moved.has(controlOf(row).name)) place(row);
  nameHoldings(look);
  at('live-refusal').hidden = true;
  const paths = look.result.paths();
  const figures = keyFigures(look.result.holding(look.holding, look.fan), look.result.spot());
  at('live-figures').replaceChildren(
    ...figures.map(({ label, value, note }) => {
      const cell = document.createElement('div');
      cell.append(node('dt', label), node('dd', value, 'value'), node('dd', note, 'note'));
      return cell;
    }),
  );
  draw();
  const steps = (asked.paths * opened.description.clock.steps) / 1e6;
  at('live-line').textContent = look.isFinal
    ? `${fixed(paths, 0)} paths · ${fixed(steps, 1)} M steps, each for ${fixed(opened.description.holdings.length, 0)} holdings · ${fixed(look.milliseconds, 0)} ms on ${look.workers} worker${look.workers === 1 ? '' : 's'}`
    : `The first ${fixed(paths, 0)} of ${fixed(asked.paths, 0)} paths …`;
  if (look.isFinal) void conclude(look);
}

async function conclude(look: Look): Promise<void> {
  const digest = await look.result.digest();
  if (lastLook !== look) return;
  const asked = look.question;
  at('live-command').textContent = liveCommand(data, asked.paths, asked.set);
  at('live-digest').textContent = digest ?? '';
  at('live-digest-said').hidden = digest === null;
  const figures = [...at('live-figures').children].map((cell) => cell.textContent).join('; ');
  at('live-said').textContent = `${look.opened.description.holdings[look.holding]!.name}: ${figures}`;
  section.dataset.state = 'done';
  section.dataset.milliseconds = look.milliseconds.toFixed(1);
  section.dataset.openMilliseconds = look.opened.milliseconds.toFixed(1);
}

function draw(): void {
  if (lastLook === null || picture.clientWidth === 0) return;
  const { opened, fan, holding: index } = lastLook;
  const { holdings } = opened.description;
  const { family, name } = holdings[index]!;
  const nth = holdings.slice(0, index).filter((each) => each.family === family).length;
  const text = `Quantiles of the value of ${name} through time. Bands hold 50, 80 and 95% of paths.`;
  picture.replaceChildren(fanPicture(fan, opened.fanAxes, seriesColour(family, nth), picture.clientWidth, text));
  picture.closest<HTMLElement>('.live')!.dataset.drawn = 'yes';
}

function nameHoldings({ opened, holding: shown }: Look): void {
  for (const button of section.querySelectorAll<HTMLButtonElement>('[data-live-holding]')) {
    const index = Number(button.dataset.liveHolding);
    const name = button.querySelector('bdi')!;
    const held = opened.description.holdings[index];
    button.hidden = held === undefined;
    if (held !== undefined && name.textContent !== held.name) name.textContent = held.name;
    button.setAttribute('aria-pressed', String(index === shown));
  }
}

function refuse(message: string): void {
  at('live-refusal').textContent = `${message}. The picture is still that of the run before.`.replaceAll('..', '.');
  at('live-refusal').hidden = false;
  section.dataset.state = 'refused';
}

function node(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}

const pick = (from: Values, names: ReadonlySet<string>): Values =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.has(name)));

for (const row of rows) row.addEventListener('input', () => move(row));
pathsChoice.addEventListener('change', run);
at('live-reset').addEventListener('click', reset);
section.addEventListener('submit', (event) => event.preventDefault());
section.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-live-holding]');
  if (button === null) return;
  holding = Number(button.dataset.liveHolding);
  void engine().then((each) => each.show(holding));
});
at('live-copy').addEventListener('click', () => {
  void navigator.clipboard?.writeText(at('live-command').textContent ?? '').then(() => {
    at('live-copy').textContent = 'Copied';
  });
});
followReplay(unpacked, data);
new ResizeObserver(draw).observe(picture);
new IntersectionObserver((seen, observer) => {
  if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
  observer.disconnect();
  if (runs === null) run();
}).observe(at('live-figures'));
