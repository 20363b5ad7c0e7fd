/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { Summary } from '../../src/result/summary.ts';

/** A part of a page that says where in the run's files it stands. */
export interface Keyed {
  /** From the root of the file: parts of the page that stand for what is around them are resolved. */
  readonly key: string;
  readonly scale: number;
  readonly isComplement: boolean;
  readonly text: string;
  /** Head of its column, where it stands in a table. */
  readonly column: string | null;
  /** Text of the head of its row. */
  readonly row: string | null;
  /** Names of holdings, duels and recordings at the heads of its row, of its column and of its group of rows. */
  readonly names: readonly string[];
}

/** A text of a page that holds a digit and says nothing of where that stands. */
export interface Loose {
  readonly text: string;
  /** Elements around it, outermost first. */
  readonly where: string;
  /** Which of the selectors asked for it lies within. */
  readonly within: readonly number[];
}

/** Every text of a page with a digit in it; scripts, styles and drawings apart. */
export async function numbersOf(
  page: Page,
  selectors: readonly string[],
): Promise<{ readonly keyed: readonly Keyed[]; readonly loose: readonly Loose[] }> {
  return page.evaluate((given) => {
    const keyOf = (element: Element, key: string): string => {
      if (!key.startsWith('.')) return key;
      const around = element.parentElement?.closest('[data-at]');
      const own = element.getAttribute('data-at');
      const at = own !== null && own !== key ? element : around;
      return at ? keyOf(at, at.getAttribute('data-at')!) + key : key;
    };
    const textsOf = (all: Iterable<Element>) => [...all].map((each) => each.textContent ?? '');
    const placeOf = (element: Element) => {
      const cell = element.closest('td, th');
      const row = cell?.closest('tr');
      const table = cell?.closest('table');
      if (!cell || !row || !table || cell.closest('thead') || (cell as HTMLTableCellElement).colSpan > 1)
        return { column: null, row: null, names: [] };
      // From the right: a head of several rows stands in the first of them only.
      const heads = [...(table.querySelector('thead tr')?.children ?? [])];
      const head = heads[heads.length - row.children.length + [...row.children].indexOf(cell)];
      const group = row.closest('tbody')?.querySelectorAll('tr:first-child th .name') ?? [];
      return {
        column: head?.textContent ?? null,
        row: row.querySelector('th')?.textContent ?? null,
        names: [
          ...textsOf(row.querySelectorAll('th .name')),
          ...textsOf(head?.querySelectorAll('.name') ?? []),
          ...textsOf(row.closest('tbody')?.querySelector('[scope=rowgroup], .group') ? group : []),
        ],
      };
    };
    const keyed = [...document.querySelectorAll('[data-key]')].map((element) => ({
      key: keyOf(element, element.getAttribute('data-key')!),
      scale: Number(element.getAttribute('data-scale') ?? 1),
      isComplement: element.hasAttribute('data-complement'),
      text: element.textContent ?? '',
      ...placeOf(element),
    }));
    const loose: { text: string; where: string; within: number[] }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data: text, parentElement: around } = walker.currentNode as Text;
      if (!/\d/.test(text) || !around || around.closest('script, style, svg, [data-key]')) continue;
      const above: string[] = [];
      for (let each: Element | null = around; each && each !== document.body; each = each.parentElement) {
        above.unshift(
          `${each.tagName.toLowerCase()}${each.id && `#${each.id}`}${each.className && `.${each.className}`}`,
        );
      }
      const within = given.flatMap((selector, i) => (around.closest(selector) ? [i] : []));
      loose.push({ text: text.trim(), where: above.join(' '), within });
    }
    return { keyed, loose };
  }, selectors);
}

/** A control of the page, and what it stands at. */
export interface Controlled {
  readonly name: string;
  readonly value: unknown;
  /** It begins at its first stop, ends at its last, and says in words what stands beside it. */
  readonly isWithinItsStops: boolean;
}

/** Where the controls of a page start, read as the page's own script reads them. */
export async function controlsOf(page: Page): Promise<readonly Controlled[]> {
  return page.evaluate(() => {
    const data = document.querySelector('#live-data')?.textContent;
    if (!data) return [];
    const { controls } = JSON.parse(data) as { controls: { name: string; kind: string; values: unknown[] }[] };
    return [...document.querySelectorAll<HTMLInputElement>('[data-control]')].map((row) => {
      const { name, kind, values } = controls[Number(row.dataset.control)]!;
      if (kind === 'flag') return { name, value: row.checked, isWithinItsStops: true };
      const isRange = row.type === 'range';
      const words = document.querySelector(`#${row.id}-value`)?.textContent;
      const isWithinItsStops =
        !isRange ||
        (row.min === '0' && row.max === String(values.length - 1) && row.getAttribute('aria-valuetext') === words);
      return { name, value: values[Number(row.value)], isWithinItsStops };
    });
  });
}

/** What a page is about: its files, and what `h0` and `d0` are called. */
export interface Files {
  /** `summary.json`, or the file of what another page shows. */
  readonly summary: object;
  /** `manifest.json`; of a page beside which there is none, the version of the package. */
  readonly manifest?: object;
  readonly holdings: readonly string[];
  readonly duels?: readonly string[];
}

/** What a key speaks of: a number, or a text that is word for word in the file; undefined where there is nothing. */
export function valueAt(files: Files, key: string): unknown {
  const isOfMachine = key.startsWith('manifest.');
  let here: unknown = isOfMachine ? { manifest: files.manifest } : files.summary;
  for (const step of isOfMachine ? key.split('.') : stepsOf(files, key)) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** What the shelf lists: the files of each run, by its folder. */
export interface Shelf {
  readonly runs: Readonly<Record<string, { readonly summary: Summary; readonly manifest: object }>>;
}

/** Holdings of a run go by their place in its summary. */
function stepsOfShelved({ runs }: Shelf, [folder = '', ...path]: readonly string[]): readonly string[] {
  const names = Object.keys(runs[folder]?.summary.holdings ?? {});
  return [
    'runs',
    folder,
    ...path.flatMap((step) => (/^h\d+$/.test(step) ? ['holdings', names[Number(step.slice(1))]!] : step)),
  ];
}

/** Holdings, pairs and duels go by their place in a page, and by their names in its files. */
function stepsOf({ holdings, duels = [], summary }: Files, key: string): readonly string[] {
  const [owner = '', ...path] = key.split('.');
  if (owner === 'runs') return stepsOfShelved(summary as Shelf, path);
  if (/^h\d+$/.test(owner)) return ['holdings', holdings[Number(owner.slice(1))] ?? '', ...path];
  if (/^h\d+:h\d+$/.test(owner)) {
    return [
      'pairs',
      owner
        .split(':')
        .map((id) => holdings[Number(id.slice(1))] ?? '')
        .join(' vs '),
      ...path,
    ];
  }
  if (/^d\d+$/.test(owner)) return ['duels', duels[Number(owner.slice(1))] ?? '', ...path];
  if (/^r\d+$/.test(owner)) {
    return ['reality', Object.keys((summary as Summary).reality ?? {})[Number(owner.slice(1))] ?? '', ...path];
  }
  const inner = path.findIndex((step) => /^h\d+$/.test(step));
  if (inner < 0 || !['history', 'uncertainty', 'setting', 'told'].includes(owner)) return [owner, ...path];
  const name = holdings[Number(path[inner]!.slice(1))] ?? '';
  return [owner, ...path.slice(0, inner), 'holdings', name, ...path.slice(inner + 1)];
}

/** True where a text is the number to the digits shown, or the text word for word. */
export function isTrue(
  { text, scale, isComplement }: Pick<Keyed, 'text' | 'scale' | 'isComplement'>,
  value: unknown,
): boolean {
  if (typeof value === 'number' || value === null) return agrees(text, scale, value, isComplement);
  if (value === undefined) return text === '–';
  return typeof value === 'string' ? isWordForWord(text, value) : String(value) === text;
}

/** A long text may be cut, and an instant may be told to the minute or to the day: what is left is its beginning. */
function isWordForWord(text: string, value: string): boolean {
  if (/^\d{4}-\d\d-\d\d[ T]/.test(value)) {
    const instant = text.replace(/^(\S+) (\d\d:\d\d) UTC$/, '$1T$2');
    return instant.length >= '2026-01-01'.length && value.startsWith(instant);
  }
  return text === value || (text.length > 400 && text.endsWith('…') && value.startsWith(text.slice(0, -1)));
}

/** Read as a person reads it: half a unit of the last digit shown is the most that it may be off. */
function agrees(text: string, scale: number, value: number | null, isComplement: boolean): boolean {
  if (text === '–') return value === null;
  if (value === null) return false;
  const expected = { '%': 100, '×': 1 }[text.at(-1)!];
  if (expected !== undefined && Math.abs(scale) !== expected) return false;
  const exact = scale * (isComplement ? 1 - value : value);
  const bound = /^([<>])([\d.]+)[×%]?$/.exec(text);
  if (bound) return bound[1] === '<' ? exact > 0 && exact < Number(bound[2]) : exact < 100 && exact > Number(bound[2]);
  const digits = /^(\u2212?)([\d,]+(?:\.(\d+))?)(?:e(\u2212?\d+))?[×%]?$/.exec(text);
  if (!digits) return false;
  const power = 10 ** Number((digits[4] ?? '0').replace('\u2212', '-'));
  const shown = Number(`${digits[1] ? '-' : ''}${digits[2]?.replaceAll(',', '')}`) * power;
  const isWhole = digits[3] === undefined && Math.abs(exact - Math.round(exact)) < 1e-9 * Math.max(1, Math.abs(exact));
  return Math.abs(shown - exact) <= (isWhole ? 1e-6 : 0.5001 * 10 ** -(digits[3]?.length ?? 0) * power);
}
