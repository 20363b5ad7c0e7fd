import { simulatedAgainstReal } from '../charts/simulated-against-real.ts';
import { html } from '../page/html.ts';
import { reality } from '../page/reality.ts';
import type { MakeSection } from './section.ts';

/** What was simulated beside what really traded. */
export const simulatedAndReal: MakeSection = ({ result, summary, figure, nextTable }) => {
  const chart = simulatedAgainstReal(result, summary);
  if (chart === null) return null;
  return {
    id: 'reality',
    title: 'Simulated against real',
    body: html`${figure(chart, { switches: 'Pair' })}${reality(result, summary, nextTable)}`,
  };
};
