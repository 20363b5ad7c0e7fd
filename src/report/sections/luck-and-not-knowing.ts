import { notKnowing } from '../page/not-knowing.ts';
import type { MakeSection } from './section.ts';

/** How much of the spread is that the market's numbers are estimates. */
export const luckAndNotKnowing: MakeSection = ({ result, summary, nextTable }) =>
  summary.uncertainty === undefined
    ? null
    : {
        id: 'not-knowing',
        title: 'Luck, and not knowing',
        body: notKnowing(result, summary, nextTable(), summary.uncertainty),
      };
