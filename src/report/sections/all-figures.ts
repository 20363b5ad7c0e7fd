import { everything } from '../page/everything.ts';
import type { MakeSection } from './section.ts';

/** Every statistic of every holding. */
export const allFigures: MakeSection = ({ result, summary, nextTable }) => ({
  id: 'everything',
  title: result.paths > 1 ? 'Everything, with errors' : 'Everything',
  body: everything(result, summary, nextTable()),
});
