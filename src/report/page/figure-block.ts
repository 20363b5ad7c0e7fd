import type { Chart } from '../charts/chart.ts';
import { type Html, html } from './html.ts';

/** A figure: its sentence, the switch between holdings, the picture, its note, and quiet links to take all of it away. */
export function figureBlock(
  chart: Chart,
  number: number,
  more: { readonly samples?: boolean; readonly below?: Html; readonly switches?: string } = {},
): Html {
  const { id, caption, choices, initial, picks, gesture } = chart;
  return html`<figure id="${id}" class="chart" aria-labelledby="${id}-title">
<figcaption><p class="eyebrow">Figure ${number}</p><h3 id="${id}-title" data-caption="title" aria-live="polite">${caption.title}</h3><p class="subtitle" data-caption="subtitle">${caption.subtitle}</p>${gesture && html`<p class="gesture needs-script">${gesture}</p>`}</figcaption>
${
  choices.length > 1 &&
  html`<div class="switch needs-script"><div class="segments" role="group" aria-label="${more.switches ?? 'Holding'}">${choices.map(
    (choice) =>
      html`<button type="button" data-choice="${choice.id}" aria-pressed="${choice.id === initial ? 'true' : 'false'}"><i class="dot ${dotClass(choice.colour)}"></i><bdi>${choice.name}</bdi></button>`,
  )}</div>${more.samples && html`<label><input type="checkbox" data-signal="samples" checked> Sample paths</label>`}</div>`
}
${picks && html`<div class="switch needs-script"><label>${picks.label} <select data-pick="${picks.selection}" data-field="${picks.field}">${picks.options.map(({ value, text }) => html`<option value="${value}"${value === picks.initial && html` selected`}>${text}</option>`)}</select></label></div>`}
<div class="picture" data-chart="${id}"><noscript><p class="quiet">The picture needs scripts.</p></noscript></div>
${more.below}
<div class="under"><p data-caption="note">${caption.note}</p><p class="take needs-script"><button type="button" data-take="csv">CSV</button><button type="button" data-take="svg">SVG</button><button type="button" data-take="spec">Vega-Lite</button></p></div>
</figure>`;
}

/** `var(--token-1)` → `c-token-1`: a class, because the page's policy allows no style attributes. */
export const dotClass = (colour: string): string => `c-${colour.slice('var(--'.length, -1)}`;
