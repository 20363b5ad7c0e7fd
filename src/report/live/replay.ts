/// <reference lib="dom" />
import type { PageReport } from '../../batch/serve-page.ts';
import { MOST_EVENTS } from '../../result/told-record.ts';
import { fixed } from '../format.ts';
import type { LiveData } from '../live-run.ts';
import { setOf } from '../live-words.ts';
import { html, textOf } from '../page/html.ts';
import { ledger } from '../page/ledger.ts';
import { REPLAY, type ReplayAsked } from '../replay-event.ts';
import { storyFigure } from '../story-figure.ts';
import type { EngineWorker, StartWorker } from './engine-worker.ts';
import { storyPicture } from './story-picture.ts';

type Told = PageReport & { readonly kind: 'told' };

/**
 * Tells any path of the run that the page reports, where the page has a form for it: by plain steps in a worker of its own, with
 * the seed and the numbers of the run, whatever the controls of the live section say.
 */
export function followReplay(unpacked: () => Promise<StartWorker>, { seed, values, defaults }: LiveData): void {
  const form = document.getElementById('replay') as HTMLFormElement | null;
  if (form === null) return;
  const part = <T extends HTMLElement>(name: string) => document.getElementById(`replay-${name}`) as T;
  const [path, holding, line, place] = [
    part<HTMLInputElement>('path'),
    part<HTMLSelectElement>('holding'),
    part('line'),
    part('story'),
  ];
  const set = Object.fromEntries(Object.entries(setOf(values, defaults)).map(([name, value]) => [name, String(value)]));
  let worker: Promise<EngineWorker> | null = null;
  let job = 0;
  let redraw = () => {};

  const refuse = (reason: string) => {
    line.textContent = `The path could not be replayed: ${reason}`;
    form.dataset.state = 'refused';
  };
  const show = ({ story, clock }: Told) => {
    const chosen = holding.selectedOptions[0]!;
    const held = story.holdings[0]!;
    const index = Number(chosen.dataset.index);
    const named = { id: `h${index}`, index, name: held.name, label: chosen.dataset.label!, colour: 'var(--accent)' };
    const { at, caption } = storyFigure({ why: 'only', story }, named);
    const { title, subtitle, note } = caption;
    const table = ledger(story, held, clock, { number: Number(form.dataset.table), most: MOST_EVENTS, at });
    // Markup of the page's own making: all text in it is escaped where it is put in.
    place.innerHTML =
      html`<h3>${title}</h3><p class="subtitle">${subtitle}</p><div class="picture"></div><p class="note">${note}</p>${table}`.markup;
    // Its numbers stand in no file of the run: they are here for the first time.
    for (const each of place.querySelectorAll('[data-key],[data-at]')) {
      each.removeAttribute('data-key');
      each.removeAttribute('data-at');
    }
    const picture = place.querySelector<HTMLElement>('.picture')!;
    redraw = () => {
      if (picture.clientWidth > 0)
        picture.replaceChildren(storyPicture(story, held, picture.clientWidth, textOf(html`${title}`)));
    };
    redraw();
    line.textContent = `Path ${fixed(story.path, 0)} of ${held.name}, bit for bit as it was in the run.`;
    form.dataset.state = 'done';
  };
  const ask = () => {
    const asked = ++job;
    form.dataset.state = 'running';
    line.textContent = `Lives through path ${path.value} again …`;
    worker ??= unpacked().then((start) =>
      start((report) => {
        if (report.job !== job) return;
        if (report.kind === 'failed') refuse(report.failure.message);
        else if (report.kind === 'told') show(report);
      }, refuse),
    );
    const order = { kind: 'tell', job: asked, overrides: { seed, set }, path: Number(path.value) } as const;
    worker.then(
      (each) => each.order({ ...order, holding: holding.value }),
      (thrown: unknown) => refuse(String(thrown)),
    );
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  document.addEventListener(REPLAY, (event) => {
    const { path: asked, index } = (event as CustomEvent<ReplayAsked>).detail;
    path.value = String(asked);
    const option = [...holding.options].find(({ dataset }) => Number(dataset.index) === index);
    if (option !== undefined) option.selected = true;
    form.scrollIntoView();
    ask();
  });
  new ResizeObserver(() => redraw()).observe(place);
}
