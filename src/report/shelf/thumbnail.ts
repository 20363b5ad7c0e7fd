import { type Html, html } from '../page/html.ts';
import { seriesColour } from '../palette.ts';
import type { ShelfHolding } from './shelf-entry.ts';

/** One axis for all runs, so that thumbnails compare: log, from a twentieth to twenty times the money put in. */
const lowest = 0.05;
const highest = 20;
const width = 220;
const rowHeight = 18;

/** Where final values lie, a row a holding: a line from the 5th to the 95th percentile, a box of the middle half, the median. */
export function thumbnail(holdings: readonly ShelfHolding[]): Html {
  const height = Math.max(1, holdings.length) * rowHeight + 2;
  const one = round(place(1));
  const colours = coloursOf(holdings);
  const rows = holdings.map((holding, i) => row(holding, colours[i]!, i * rowHeight + rowHeight / 2 + 1));
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Where final values lie, against the money put in"><line x1="${one}" x2="${one}" y1="0" y2="${height}" stroke="var(--line-strong)" stroke-dasharray="2 2"/>${rows}</svg>`;
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

function row({ q05, q25, median, q75, q95 }: ShelfHolding, colour: string, y: number): Html | null {
  if (median === null) return null;
  const middle = round(place(median));
  const whisker =
    q05 !== null &&
    q95 !== null &&
    html`<line x1="${round(place(q05))}" x2="${round(place(q95))}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="1.5"/>`;
  const box =
    q25 !== null &&
    q75 !== null &&
    html`<rect x="${round(place(q25))}" width="${round(Math.max(1, place(q75) - place(q25)))}" y="${y - 4}" height="8" rx="1" fill="${colour}" fill-opacity="0.35"/>`;
  return html`${whisker}${box}<line x1="${middle}" x2="${middle}" y1="${y - 6}" y2="${y + 6}" stroke="${colour}" stroke-width="2.5"/>`;
}

/** What is beyond the axis stands at its edge. */
function place(value: number): number {
  const inside = Math.max(lowest, Math.min(highest, value));
  return 3 + ((width - 6) * Math.log(inside / lowest)) / Math.log(highest / lowest);
}

const round = (pixel: number): number => Number(pixel.toFixed(1));
