import { multiple } from '../format.ts';
import { dotClass } from '../page/figure-block.ts';
import { counted, figure, quoted, quotedName } from '../page/figures.ts';
import { type Html, html, named, trusted } from '../page/html.ts';
import type { ShelfEntry } from './shelf-entry.ts';
import { shelfScript } from './shelf-script.ts';
import { shelfStyle } from './shelf-style.ts';
import { coloursOf, thumbnail } from './thumbnail.ts';

/** A folder with what a run left in it. */
export interface Shelved {
  /** Names of folders from the shelf to the run, each as the disk has it. */
  readonly folder: readonly string[];
  /** What to open: `report.html` where there is one. */
  readonly file: string;
  /** A run that a later one of the same scenario has replaced. */
  readonly isEarlier: boolean;
  /** What is known of the run, or why nothing is. */
  readonly run: ShelfEntry | { readonly unreadable: string };
}

/** A run as it stands on the page: made once, and kept as plain data as long as its files are the same. */
export interface ShelfCard {
  readonly path: string;
  /** Empty where nobody knows. */
  readonly date: string;
  readonly scenario: string;
  readonly markup: string;
}

/** What the page carries with it: the stylesheet of a report, and how to name what may run. */
export interface ShelfAssets {
  readonly styles: string;
  readonly stylesHash: string;
  readonly version: string;
  /** SHA-256 of a text as UTF-8, base64. */
  readonly hash: (text: string) => string;
}

/** Every page of the shelf begins with this: a file without it is somebody else's. */
export const shelfMark = '<meta name="generator" content="Decay Lab shelf';

/**
 * All runs below a folder on one page, the latest first. Opens from disk and asks nothing of any network; without scripts
 * everything can be read, but not searched.
 */
export function shelfPage(cards: readonly ShelfCard[], { styles, stylesHash, version, hash }: ShelfAssets): string {
  const policy = `default-src 'none'; script-src 'sha256-${hash(shelfScript)}'; style-src 'sha256-${stylesHash}' 'sha256-${hash(shelfStyle)}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'`;
  const sorted = cards.toSorted((a, b) => compare(b.date, a.date) || compare(a.path, b.path));
  const scenarios = new Set(cards.map(({ scenario }) => scenario)).size;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${trusted(shelfMark)} ${version}">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Every run · Decay Lab</title>
<link rel="icon" href="data:,">
<style>${trusted(styles)}</style>
<style>${trusted(shelfStyle)}</style>
</head>
<body>
<div class="shelf">
<header><p class="brand">Decay Lab <button type="button" id="theme" class="needs-script">Theme</button></p></header>
<main id="main">
<h1>Every run</h1>
<p class="subtitle">${counted('listed.runs', cards.length)} ${cards.length === 1 ? 'run' : 'runs'} of ${counted('listed.scenarios', scenarios)} ${scenarios === 1 ? 'scenario' : 'scenarios'}, the latest first. Thumbnails share one axis, from 0.05× to 20× of the money put in: the line holds nine paths in ten, the box the middle half, the mark is the median, and the dashes stand at 1×.</p>
<div class="find needs-script"><input type="search" id="search" aria-label="Search runs" placeholder="Search: scenario, question, seed, date, holding" autocomplete="off"><span id="found" role="status"></span></div>
<ol class="runs">${trusted(sorted.map(({ markup }) => markup).join(''))}</ol>
</main>
<footer>Made by Decay Lab ${quoted('manifest.version', version)}. Made anew after each run; this file asks nothing of any network.</footer>
</div>
<script>${trusted(shelfScript)}</script>
</body>
</html>
`.markup;
}

/** A run, escaped as it must be, for `shelfPage`. */
export function shelfCard(shelved: Shelved): ShelfCard {
  const { run } = shelved;
  const isKnown = !('unreadable' in run);
  return {
    path: pathOf(shelved),
    date: isKnown ? (run.finishedAt ?? '') : '',
    scenario: isKnown ? run.scenario : '',
    markup: item(shelved).markup,
  };
}

function item(shelved: Shelved): Html {
  const { run, isEarlier } = shelved;
  const link = [...shelved.folder, shelved.file].map(encodeURIComponent).join('/');
  if ('unreadable' in run) {
    return html`<li data-run><div><h2><a href="./${link}"><bdi>${pathOf(shelved)}</bdi></a></h2><p class="question part">Cannot be read: ${run.unreadable}</p></div></li>`;
  }
  const { scenario, question, verdict, verdictKey, finishedAt, seed, paths, isPartial, digest, version, holdings } =
    run;
  const colours = coloursOf(holdings);
  return html`<li data-run data-at="${atOf(shelved)}"><div>
<p class="eyebrow"><b>${scenario}</b>${finishedAt === null ? 'undated' : html`<time datetime="${finishedAt}" data-key=".manifest.finishedAt">${shownDate(finishedAt)}</time>`}${isEarlier && ' · earlier run'}</p>
<h2><a href="./${link}">${verdictKey === null ? named(verdict === '' ? pathOf(shelved) : verdict) : quotedName(`.${verdictKey}`, verdict)}</a></h2>
${question !== '' && html`<p class="question">${quoted('.summary.question', question)}</p>`}
<ul class="facts">${isPartial && html`<li class="part">partial run</li>`}${paths !== null && html`<li>${counted('.summary.paths', paths)} ${paths === 1 ? 'path' : 'paths'}</li>`}<li>seed ${quoted('.summary.seed', seed)}</li><li>digest <code data-key=".summary.digest">${digest}</code></li>${version !== null && html`<li>version ${quoted('.manifest.version', version)}</li>`}</ul>
</div>
<div class="thumb">${thumbnail(holdings)}<ul class="medians">${holdings.map(({ name, median }, i) => html`<li><i class="dot ${dotClass(colours[i]!)}"></i>${named(name)} <span class="n">${figure(`.summary.h${i}.finalValue.median`, median, multiple)}</span></li>`)}</ul></div></li>
`;
}

const pathOf = ({ folder }: Shelved): string => folder.join('/');
/** Key of a run among all that the shelf lists: a dot would begin another step of it. */
const atOf = ({ folder }: Shelved): string =>
  `runs.${folder.map((name) => encodeURIComponent(name).replaceAll('.', '%2E')).join('/')}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const shownDate = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
