import { html } from '../page/html.ts';
import { regimesChart } from '../sweep/regimes-chart.ts';
import { cellTable } from '../sweep/sweep-tables.ts';
import { leftOut } from '../sweep/sweep-words.ts';
import type { MakeSection } from './section.ts';

/** The same question in markets that have names, side by side. */
export const acrossRegimes: MakeSection = ({ result, swept: { regimes }, figure, nextTable }) => {
  if (result.scenario.regimes === undefined) return null;
  return {
    id: 'regimes',
    title: 'Across regimes',
    body:
      regimes === null
        ? leftOut(result.paths)
        : html`${figure(regimesChart(regimes))}${cellTable('regimes', regimes, nextTable())}`,
  };
};
