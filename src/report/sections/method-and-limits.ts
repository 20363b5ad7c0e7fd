import { method } from '../page/method.ts';
import type { MakeSection } from './section.ts';

/** How the numbers were made, and what they do not say. */
export const methodAndLimits: MakeSection = ({ result, summary, manifest, nextTable }) => ({
  id: 'method',
  title: 'Method and limits',
  body: method(result, summary, manifest, nextTable),
});
