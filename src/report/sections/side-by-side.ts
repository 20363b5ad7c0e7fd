import { html } from '../page/html.ts';
import { duelMatrix, pairTable } from '../page/tables.ts';
import type { MakeSection } from './section.ts';

/** Every holding against every other. */
export const sideBySide: MakeSection = ({ result, summary, nextTable }) =>
  result.scenario.holdings.length === 1
    ? null
    : {
        id: 'duels',
        title: 'Side by side',
        body: html`${result.paths > 1 && duelMatrix(result, summary, nextTable())}${pairTable(result, summary, nextTable())}`,
      };
