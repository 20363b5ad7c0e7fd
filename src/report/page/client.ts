/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * What the page does once it is open: draws its charts, switches holdings, hands out data, turns the light off.
 *
 * Bundled into the page as one script. Vega runs by its AST interpreter, so the page's policy can forbid evaluation; no view
 * is reachable from `window`.
 */
import { parse, type Spec as VegaSpec, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import type { Caption } from '../charts/chart.ts';
import { csv } from '../csv.ts';
import { REPLAY, type ReplayAsked } from '../replay-event.ts';
import { type DataRow, rowsOf } from './columns.ts';
import type { PageChart, PageCharts } from './page-charts.ts';

interface PageData extends PageCharts {
  readonly file: string;
  readonly names: Readonly<Record<string, string>>;
  /** Paths whose story is on the page: the choice of the storyboard that shows it. */
  readonly told?: readonly { readonly path: number; readonly choice: string }[];
  /** What runs the same again; with a path after it, tells that path. */
  readonly command?: string;
}

/** A4 less its margins, in CSS pixels. */
const printedWidth = 680;

const root = document.documentElement;
const query = <T extends Element>(selector: string, from: ParentNode = document): T | null =>
  from.querySelector<T>(selector);
const queryAll = <T extends Element>(selector: string, from: ParentNode = document): T[] => [
  ...from.querySelectorAll<T>(selector),
];

root.dataset.script = 'yes';
const data = JSON.parse(query('#report-data')?.textContent ?? '{"charts":[],"columns":[],"names":{}}') as PageData;

const views = new Map<string, View>();
const drawn: { readonly chart: PageChart; readonly figure: HTMLElement; readonly view: View }[] = [];

function vegaWithData(chart: PageChart): VegaSpec {
  const spec = structuredClone(chart.vega) as { data?: { name: string; values?: unknown }[] };
  for (const source of spec.data ?? []) {
    if (Object.hasOwn(chart.datasets, source.name)) source.values = rowsOf(chart.datasets[source.name]!, data.columns);
  }
  return spec as VegaSpec;
}

async function draw(chart: PageChart): Promise<void> {
  const figure = document.getElementById(chart.id);
  const place = figure && query<HTMLElement>('[data-chart]', figure);
  if (!figure || !place) return;
  const view = new View(parse(vegaWithData(chart), undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: 'svg',
    container: place,
    hover: true,
  } as ConstructorParameters<typeof View>[1]);
  view.tooltip((_handler, event, _item, value) => tip(event as MouseEvent, value));
  await view.runAsync();
  views.set(chart.id, view);
  drawn.push({ chart, figure, view });
  view.addEventListener('click', (_event, item) => {
    const path: unknown = item?.datum?.path;
    if (typeof path === 'number') tellPath(figure, path, holdingOf(view));
  });

  for (const button of queryAll<HTMLButtonElement>('[data-choice]', figure)) {
    button.addEventListener('click', () => void chooseEverywhere(button.dataset.choice ?? ''));
  }
  for (const list of queryAll<HTMLSelectElement>('[data-pick]', figure)) followPick(view, list);
  for (const box of queryAll<HTMLInputElement>('[data-signal]', figure)) {
    box.addEventListener('change', () => void view.signal(box.dataset.signal ?? '', box.checked).runAsync());
  }
  for (const button of queryAll<HTMLButtonElement>('[data-take]', figure)) {
    button.addEventListener('click', () => void take(chart, view, button.dataset.take ?? ''));
  }
}

/** A list and a pointer choose the same: each follows the other. */
function followPick(view: View, list: HTMLSelectElement): void {
  const { pick, field = '' } = list.dataset;
  list.addEventListener('change', () => {
    // As Vega-Lite tells a click: what was chosen before says which fields of which part of the picture.
    const [{ unit, fields }] = view.data(`${pick}_store`) as [Record<string, unknown>];
    void view.signal(`${pick}_tuple`, { unit, fields, values: [Number(list.value)] }).runAsync();
  });
  view.addEventListener('click', (_event, item) => {
    const value: unknown = item?.datum?.[field];
    if (typeof value === 'number') list.value = String(value);
  });
}

/** Switches are linked: what is chosen in one figure is chosen in all that have it. */
async function chooseEverywhere(id: string): Promise<void> {
  const those = drawn.filter(({ chart }) => chart.choices.some((choice) => choice.id === id));
  await Promise.all(those.map(({ chart, figure, view }) => choose(chart, figure, view, id)));
}

/** Id of the holding that a figure is switched to, such as `h3`; undefined where it has no such switch. */
function holdingOf(view: View): string | undefined {
  const id: unknown = view.getState({ signals: (name) => name === 'holding', data: () => false }).signals?.holding;
  return typeof id === 'string' && Object.hasOwn(data.names, id) ? id : undefined;
}

/** Leads to the story of a path where the page has it; else has it replayed; where the page carries no engine, says how it is had. */
function tellPath(figure: HTMLElement, path: number, holding: string | undefined): void {
  const told = data.told?.find(
    (each) => each.path === path && (holding === undefined || each.choice.endsWith(`-${holding}`)),
  );
  if (told !== undefined) {
    void chooseEverywhere(told.choice);
    document.getElementById('storyboard')?.scrollIntoView();
    return;
  }
  if (document.getElementById('replay') !== null) {
    const detail: ReplayAsked = { path, ...(holding !== undefined && { index: Number(holding.slice(1)) }) };
    document.dispatchEvent(new CustomEvent(REPLAY, { detail }));
    return;
  }
  if (data.command === undefined) return;
  const known = query<HTMLElement>('.lead-on', figure);
  const note = known ?? document.createElement('p');
  note.className = 'lead-on quiet';
  note.setAttribute('role', 'status');
  const command = document.createElement('code');
  command.textContent = `${data.command} --path ${path}`;
  note.replaceChildren(`Path ${path}, event by event: `, command);
  if (known === null) figure.append(note);
}

async function choose(chart: PageChart, figure: HTMLElement, view: View, id: string): Promise<void> {
  for (const button of queryAll<HTMLButtonElement>('[data-choice]', figure)) {
    button.setAttribute('aria-pressed', String(button.dataset.choice === id));
  }
  const caption = chart.choices.find((choice) => choice.id === id)?.caption;
  for (const part of queryAll<HTMLElement>('[data-caption]', figure)) {
    if (caption) part.textContent = caption[part.dataset.caption as keyof Caption];
  }
  await view.signal('holding', id).runAsync();
}

/** CSS variables as the colours they are now: outside this page nobody knows them. */
function resolved(text: string): string {
  const style = getComputedStyle(root);
  return text.replace(/var\((--[a-z0-9-]+)\)/g, (whole, name: string) => style.getPropertyValue(name).trim() || whole);
}

async function take(chart: PageChart, view: View, kind: string): Promise<void> {
  const name = `${data.file}-${chart.id}`;
  if (kind === 'svg') return save(`${name}.svg`, 'image/svg+xml', resolved(await view.toSVG()));
  if (kind === 'spec') {
    const tables = Object.entries(chart.datasets).map(([name, table]) => [name, rowsOf(table, data.columns)]);
    const spec = { ...chart.spec, width: 760, datasets: Object.fromEntries(tables) };
    return save(`${name}.vl.json`, 'application/json', `${resolved(JSON.stringify(spec, null, 1))}\n`);
  }
  const { dataset, columns } = chart.table;
  const cell = (row: DataRow, field: string) => {
    const value = row[field] ?? null;
    return field === 'h' && typeof value === 'string' ? (data.names[value] ?? value) : value;
  };
  const rows = rowsOf(chart.datasets[dataset]!, data.columns);
  const cells = rows.map((row) => columns.map(({ field }) => cell(row, field)));
  save(`${name}.csv`, 'text/csv', csv([columns.map(({ label }) => label), ...cells]));
}

function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const bubble = document.createElement('div');
bubble.className = 'tip';
bubble.hidden = true;
document.body.append(bubble);

/** A sentence comes as text and is set as text: a name in it can be anything. */
function tip(event: MouseEvent, value: unknown): void {
  bubble.hidden = typeof value !== 'string' || value === '';
  if (bubble.hidden) return;
  bubble.textContent = value as string;
  const box = bubble.getBoundingClientRect();
  bubble.style.left = `${Math.max(4, Math.min(innerWidth - box.width - 8, event.clientX + 14))}px`;
  bubble.style.top = `${Math.max(4, Math.min(innerHeight - box.height - 8, event.clientY + 14))}px`;
}

function followTheme(): void {
  query<HTMLButtonElement>('#theme')?.addEventListener('click', () => {
    const isDark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  });
}

function followSections(): void {
  const links = new Map(queryAll<HTMLAnchorElement>('nav a').map((link) => [link.hash.slice(1), link]));
  const mark = () => {
    const sections = queryAll<HTMLElement>('main section');
    const current = sections.filter((s) => s.getBoundingClientRect().top < innerHeight * 0.35).at(-1) ?? sections[0];
    for (const [id, link] of links) {
      if (id === current?.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  addEventListener('scroll', mark, { passive: true });
  mark();
}

/** On paper charts are drawn at the width of the sheet, so that their text keeps its size. */
function followPrinting(): void {
  const resize = (width: (place: HTMLElement) => number) => {
    for (const [id, view] of views) {
      const place = query<HTMLElement>(`[data-chart="${id}"]`);
      if (place) view.signal('width', width(place)).run();
    }
  };
  addEventListener('beforeprint', () => {
    for (const more of queryAll<HTMLDetailsElement>('details:not(.ledger)')) more.open = true;
    resize(() => printedWidth);
  });
  addEventListener('afterprint', () => resize((place) => place.clientWidth));
}

/** Text is measured while a chart is laid out: every face must be there before the first one is. */
async function fontsReady(): Promise<void> {
  await Promise.all([...document.fonts].map((face) => face.load().catch(() => undefined)));
  await document.fonts.ready;
}

async function open(): Promise<void> {
  followTheme();
  followSections();
  followPrinting();
  await fontsReady();
  // All of them before the first paint: drawn as one scrolls, each would push away what is read below it.
  for (const chart of data.charts) await draw(chart);
  root.dataset.ready = 'yes';
}

void open();
