import { underWater } from '../charts/under-water.ts';
import { html } from '../page/html.ts';
import { outcomeTable } from '../page/outcomes.ts';
import type { MakeSection } from './section.ts';

/** Time under water, what ended early, and everything that befell a holding before the end. */
export const onTheWay: MakeSection = ({ result, summary, figure, nextTable }) =>
  result.paths === 1
    ? null
    : {
        id: 'on-the-way',
        title: 'Under water, and out',
        body: html`${figure(underWater(result, summary), { switches: 'What is shared' })}${outcomeTable(result, summary, nextTable())}`,
      };
