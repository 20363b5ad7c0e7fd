/** Markup that is safe to put into a page: made by `html`, never by hand from text. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | false | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for element content and quoted attributes alike. U+0000, which no HTML parser keeps, becomes U+FFFD as the parser would have it. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (c) => entities[c] ?? c)
    .replaceAll('\u0000', '\ufffd')
    .replaceAll('\r', '&#13;');

/** Markup from a template: everything interpolated is escaped, unless it is markup itself. Null and false print nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] ?? '';
  for (const [i, part] of parts.entries()) markup += print(part) + (strings[i + 1] ?? '');
  return { markup };
}

function print(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(print).join('');
}

/** Markup that this project wrote itself: a bundled script, a stylesheet. Never text of an author. */
export const trusted = (markup: string): Html => ({ markup });

/** JSON for a `<script type="application/json">`: no character in it can end the element or a line of script. */
export const inlineJson = (value: unknown): Html => ({
  markup: JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
});

/** An author's name in the text: its direction cannot reach the words around it. */
export const named = (name: string): Html => html`<bdi class="name">${name}</bdi>`;

/** What a reader reads of markup: for a chart's data, a file, a terminal. Exact, since nothing interpolated keeps a `<` or a `>`. */
export const textOf = ({ markup }: Html): string =>
  markup.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39|#13);/g, (entity) => characters[entity]!);

const characters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(entities).map(([character, entity]) => [entity, character])),
  '&#13;': '\r',
};
