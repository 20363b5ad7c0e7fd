import { type Html, trusted } from '../page/html.ts';
import { seriesColour } from '../palette.ts';
import type { ShelfHolding } from './shelf-entry.ts';

/** One axis for all runs, so that thumbnails compare: log, from a twentieth to twenty times the money put in. */
const lowest = 0.05;
const highest = 20;
const width = 220;
const rowHeight = 18;

/**
 * Where final values lie, a row a holding: a line from the 5th to the 95th percentile, a box of the middle half, the median.
 * Nothing but numbers and colours of the palette goes into it, so that it is put together as text: a shelf has many.
 */
export function thumbnail(holdings: readonly ShelfHolding[]): Html {
  const height = Math.max(1, holdings.length) * rowHeight + 2;
  const colours = coloursOf(holdings);
  const rows = holdings.map((holding, i) => row(holding, colours[i]!, i * rowHeight + rowHeight / 2 + 1));
  return trusted(
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Where final values lie, against the money put in"><path d="M${place(1)} 0V${height}" stroke="var(--line-strong)" stroke-dasharray="2 2"/>${rows.join('')}</svg>`,
  );
}

/** As the report has them: by family, in the order of the holdings. */
export function coloursOf(holdings: readonly ShelfHolding[]): readonly string[] {
  const met = new Map<ShelfHolding['family'], number>();
  return holdings.map(({ family }) => {
    const nth = met.get(family) ?? 0;
    met.set(family, nth + 1);
    return seriesColour(family, nth);
  });
}

function row({ q05, q25, median, q75, q95 }: ShelfHolding, colour: string, y: number): string {
  if (median === null) return '';
  const whisker = q05 === null || q95 === null ? '' : `M${place(q05)} ${y}H${place(q95)}`;
  const box = q25 === null || q75 === null ? '' : `M${place(q25)} ${y}H${place(q75)}`;
  const mark = `M${place(median)} ${y - 6}V${y + 6}`;
  return `<g stroke="${colour}"><path d="${whisker}" stroke-width="1.5"/><path d="${box}" stroke-width="8" opacity=".35"/><path d="${mark}" stroke-width="2.5"/></g>`;
}

/** What is beyond the axis stands at its edge. */
function place(value: number): number {
  const inside = Math.max(lowest, Math.min(highest, value));
  const at = 3 + ((width - 6) * Math.log(inside / lowest)) / Math.log(highest / lowest);
  return Math.round(10 * at) / 10;
}
