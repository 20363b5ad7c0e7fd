import { onePath } from '../charts/one-path.ts';
import { pathOfValue } from '../charts/path-of-value.ts';
import { html } from '../page/html.ts';
import type { MakeSection } from './section.ts';

/** The fan of values; of a run of one path, its lines. */
export const valueThroughTime: MakeSection = ({ result, summary, figure }) => {
  const many = result.paths > 1;
  const chart = many ? pathOfValue(result, summary) : onePath(result, summary);
  return { id: 'value', title: 'The path of value', body: html`${figure(chart, { samples: many })}` };
};
