import { nothingSwept } from '../result/sweep-result.ts';
import type { Chart } from './charts/chart.ts';
import { html } from './page/html.ts';
import type { Report } from './render-report.ts';
import { allSections } from './sections/all-sections.ts';

/** Every chart of a run's page, in the order of the page. */
export function allCharts({ told = [], swept = nothingSwept, ...run }: Omit<Report, 'assets'>): readonly Chart[] {
  const drawn: Chart[] = [];
  for (const make of allSections) {
    make({
      ...run,
      told,
      swept,
      live: null,
      figure: (chart) => {
        if (chart !== null) drawn.push(chart);
        return html``;
      },
      nextTable: () => 0,
    });
  }
  return drawn;
}
