import { inSimulationAndHistory } from '../charts/in-history.ts';
import { html } from '../page/html.ts';
import { historyTable } from '../page/in-history.ts';
import type { MakeSection } from './section.ts';

/** The same holdings in simulation and in windows of a recording. */
export const inRecordedHistory: MakeSection = ({ result, summary, figure, nextTable }) => {
  const { history } = summary;
  if (history === undefined || result.paths === 1) return null;
  const chart = inSimulationAndHistory(result, summary, history);
  if (chart === null) return null;
  return {
    id: 'history',
    title: 'In simulation and in history',
    body: html`${figure(chart)}${historyTable(result, summary, history, nextTable())}`,
  };
};
