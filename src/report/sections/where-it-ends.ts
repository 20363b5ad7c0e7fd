import { wherePathsEnd } from '../charts/where-paths-end.ts';
import { html } from '../page/html.ts';
import { finalValueTable, unresolvedNote } from '../page/tables.ts';
import type { MakeSection } from './section.ts';

/** The distribution of final values. */
export const whereItEnds: MakeSection = ({ result, summary, figure, nextTable }) => {
  const many = result.paths > 1;
  return {
    id: 'ends',
    title: many ? 'Where paths end' : 'Where it ended',
    body: html`${figure(many ? wherePathsEnd(result, summary) : null)}${finalValueTable(result, summary, nextTable())}${unresolvedNote(result, summary)}`,
  };
};
