import type { Say } from '../result/answer.ts';
import type { Summary } from '../result/summary.ts';
import { scaled } from './page/figures.ts';
import { type Html, html } from './page/html.ts';
import { type Hear, saying } from './say.ts';

/** A figure of the summary in an author's sentence, as it was printed there. */
export interface SaidFigure {
  readonly text: string;
  /** Steps from the root of the summary. */
  readonly path: readonly string[];
  readonly scale: number;
}

/** What prints an author's figures, and remembers which of them it knows in the summary. */
export function sayOf(summary: Summary): { readonly say: Say; readonly said: readonly SaidFigure[] } {
  const said: SaidFigure[] = [];
  let places: Places | null = null;
  const hear: Hear = ({ text, given, field, value, scale }) => {
    places ??= placesOf(summary);
    const owner = typeof given === 'object' && given !== null ? places.get(given) : undefined;
    const path = owner ? [...owner, ...field] : places.get(value);
    if (path) said.push({ text, path, scale });
  };
  return { say: saying(hear), said };
}

/** Where each record stands, and each number that stands in one place only; `null` of those in several. */
type Places = Map<unknown, readonly string[] | null>;

function placesOf(summary: object): Places {
  const places: Places = new Map();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'number') {
      // A number of few digits may be an author's own, or worked out: a long one is no coincidence.
      if (Number(value.toPrecision(6)) !== value) places.set(value, places.has(value) ? null : path);
    } else if (typeof value === 'object' && value !== null) {
      places.set(value, path);
      for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name]);
    }
  };
  visit(summary, []);
  return places;
}

/** Names in the order in which a page numbers them. */
export interface NamesOfPage {
  readonly holdings: readonly string[];
  readonly duels: readonly string[];
  readonly reality: readonly string[];
}

/**
 * An author's sentence, its figures keyed. A text that two figures print alike, or that stands more often than it was printed,
 * may be another's: it is left as it is.
 */
export function withKeys(sentence: string, said: readonly SaidFigure[], names: NamesOfPage): Html {
  const known = new Map<string, { readonly markup: Html | null; readonly times: number }>();
  for (const { text, path, scale } of said) {
    const key = keyOf(path, names);
    const markup = key === null ? null : scaled(key, scale, text);
    const before = known.get(text);
    const isSame = before === undefined || before.markup?.markup === markup?.markup;
    known.set(text, { markup: isSame ? markup : null, times: (before?.times ?? 0) + 1 });
  }
  if (known.size === 0) return html`${sentence}`;
  const anyOf = [...known.keys()]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pieces = sentence.split(new RegExp(`(?<![\\d.,\u2212-])(${anyOf.join('|')})(?![\\d×%]|[.,]\\d)`, 'u'));
  const timesOf = (text: string) => pieces.filter((piece, i) => i % 2 === 1 && piece === text).length;
  return html`${pieces.map((piece, i) => {
    const found = i % 2 === 1 ? known.get(piece) : undefined;
    return found !== undefined && found.times >= timesOf(piece) ? (found.markup ?? piece) : piece;
  })}`;
}

/** As the rest of the page has it: what has a place there goes by it. `null` where another name would read as two steps. */
function keyOf([root = '', ...path]: readonly string[], { holdings, duels, reality }: NamesOfPage): string | null {
  const pairs = (name: string) =>
    holdings.flatMap((a, i) =>
      holdings.flatMap((b, j) => (i < j && `${a} vs ${b}` === name ? [`h${i}:h${j}`] : [])),
    )[0];
  const among = (names: readonly string[], letter: string) => (name: string) =>
    names.includes(name) ? `${letter}${names.indexOf(name)}` : undefined;
  const places: Readonly<Record<string, (name: string) => string | undefined>> = {
    holdings: among(holdings, 'h'),
    pairs,
    duels: among(duels, 'd'),
    reality: among(reality, 'r'),
  };
  const [name = '', ...rest] = path;
  const steps =
    root in places
      ? [places[root]!(name), ...rest]
      : name === 'holdings' && (root === 'history' || root === 'uncertainty')
        ? [root, places.holdings!(rest[0] ?? ''), ...rest.slice(1)]
        : [root, ...path];
  return steps.some((step) => step === undefined || step.includes('.')) ? null : steps.join('.');
}
