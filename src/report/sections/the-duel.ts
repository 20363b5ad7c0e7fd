import { whoWinsWhere } from '../charts/who-wins-where.ts';
import { duelsOf } from '../duels.ts';
import { decidingTable, duelTable, isExplained } from '../page/duel.ts';
import { html } from '../page/html.ts';
import type { MakeSection } from './section.ts';

/** Who wins each duel, where, and what decides it. */
export const theDuel: MakeSection = ({ result, summary, figure, nextTable }) => {
  const duels = duelsOf(result, summary);
  if (duels.length === 0) return null;
  return {
    id: 'duel',
    title: duels.length === 1 ? 'The duel' : 'The duels',
    body: html`${figure(whoWinsWhere(result, summary), { switches: 'Duel' })}${duelTable(result, summary, nextTable())}${duels.some(isExplained) && decidingTable(result, summary, nextTable())}`,
  };
};
