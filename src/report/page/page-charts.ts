import type { Chart } from '../charts/chart.ts';
import type { CompileSpec } from '../report-assets.ts';
import { type Column, columnStore, type Table } from './columns.ts';
import { type CompiledChart, compileChart } from './compile-chart.ts';

/** A chart as the page carries it: its data are columns that the page has. */
export interface PageChart extends Omit<CompiledChart, 'datasets'> {
  readonly datasets: Readonly<Record<string, Table>>;
}

/** All charts of a page, and the columns of all their data, each once. */
export interface PageCharts {
  readonly charts: readonly PageChart[];
  readonly columns: readonly Column[];
}

/** What a page needs to draw some charts, and to hand out their data as rows. */
export function pageCharts(charts: readonly Chart[], compile: CompileSpec): PageCharts {
  const { columns, tableOf } = columnStore();
  const stored = charts.map((chart): PageChart => {
    const { datasets, ...compiled } = compileChart(chart, compile);
    const tables = Object.entries(datasets).map(([name, rows]) => [name, tableOf(rows)] as const);
    return { ...compiled, datasets: Object.fromEntries(tables) };
  });
  return { charts: stored, columns };
}
