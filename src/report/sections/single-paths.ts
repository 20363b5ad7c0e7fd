import { MOST_EVENTS } from '../../result/told-record.ts';
import { storyboard } from '../charts/storyboard.ts';
import { html } from '../page/html.ts';
import { ledger } from '../page/ledger.ts';
import { replayForm } from '../page/replay-form.ts';
import { worstPaths } from '../page/worst-paths.ts';
import { protagonist, seriesOf } from '../series.ts';
import { storyFigure } from '../story-figure.ts';
import type { MakeSection } from './section.ts';

/** Single paths, told from start to end, and the paths on which holdings end lowest. */
export const singlePaths: MakeSection = ({ result, summary, told, live, figure, nextTable }) => {
  const many = result.paths > 1;
  const all = seriesOf(result, summary);
  const main = protagonist(all);
  const figures = told.map((each, nth) => storyFigure(each, main, nth));
  const [first, ...others] = figures;
  if (first === undefined) return null;
  const { clock } = result.scenario;
  const canReplay = many && live !== null && live.engine !== null;
  return {
    id: 'paths',
    title: many ? 'Single paths' : 'What happened',
    body: html`${figure(storyboard([first, ...others], clock), { switches: 'Path' })}${figures.map(
      ({ story, holding, at }) => ledger(story, holding, clock, { number: nextTable(), most: MOST_EVENTS, at }),
    )}${many && worstPaths(result, summary, nextTable())}${canReplay && replayForm(all, main, first.story.path, result.paths, nextTable())}`,
  };
};
