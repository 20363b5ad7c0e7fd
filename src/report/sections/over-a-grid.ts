import { html } from '../page/html.ts';
import { linesChart } from '../sweep/lines-chart.ts';
import { surfaceChart } from '../sweep/surface-chart.ts';
import { cellTable, gridTable } from '../sweep/sweep-tables.ts';
import { leftOut, parameterInWords } from '../sweep/sweep-words.ts';
import type { MakeSection } from './section.ts';

/** The same question over a grid of two parameters, or along one. */
export const overAGrid: MakeSection = ({ result, swept: { sweep }, figure, nextTable }) => {
  const asked = result.scenario.sweep;
  if (asked === undefined) return null;
  const words = asked.axes.map(({ name }) => parameterInWords(name)).join(' and ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  if (sweep === null) return { id: 'grid', title, body: leftOut(result.paths) };
  const surfaces = sweep.holdings.map((_, h) => surfaceChart(sweep, h, `surface-${h}`));
  return {
    id: 'grid',
    title,
    body: html`${sweep.axes.length === 2 ? surfaces.map((chart, h) => html`${figure(chart, { switches: 'Figure' })}${gridTable(sweep, h, nextTable())}`) : figure(linesChart(sweep), { switches: 'Figure' })}${cellTable('sweep', sweep, nextTable())}`,
  };
};
