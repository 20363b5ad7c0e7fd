import { expect, test } from 'vitest';
import { evaluate } from '../../src/batch/node/evaluate.ts';
import type { PageReport } from '../../src/batch/serve-page.ts';
import { servePage } from '../../src/batch/serve-page.ts';
import { traceStory } from '../../src/batch/trace-story.ts';
import { settled } from '../batch/small-run.ts';

const overrides = { seed: 'told', set: { days: '3' } };

test('a page is told any path of any holding as the command line is, whatever its controls have opened meanwhile', async () => {
  const there = await settled('small', overrides);
  const reports: PageReport[] = [];
  const take = servePage(evaluate(there.bundle), (report) => reports.push(report));
  take({ kind: 'open', job: 1, name: 'small', overrides: { seed: 'moved', set: { days: '5' } } });
  for (const description of there.description.holdings) {
    take({ kind: 'tell', job: 2, overrides, path: 11, holding: description.name });
    const story = traceStory({ ...there, holdings: [description] }, 11);
    expect(reports.at(-1)).toEqual({ kind: 'told', job: 2, story, clock: there.description.clock });
  }
  take({ kind: 'run', job: 1, block: { index: 0, firstPath: 0, count: 4 } });
  expect(reports.at(-1)).toMatchObject({ kind: 'ran', job: 1 });
});

test('what the scenario refuses is told in its own words, and what was open stays open', async () => {
  const there = await settled('small', overrides);
  const reports: PageReport[] = [];
  const take = servePage(evaluate(there.bundle), (report) => reports.push(report));
  take({ kind: 'open', job: 1, name: 'small', overrides });
  take({ kind: 'tell', job: 2, overrides: { set: { days: '-1' } }, path: 0, holding: 'spot' });
  expect(reports.at(-1)).toMatchObject({
    kind: 'failed',
    job: 2,
    failure: { message: expect.stringContaining('days') },
  });
  take({ kind: 'run', job: 1, block: { index: 0, firstPath: 0, count: 4 } });
  expect(reports.at(-1)).toMatchObject({ kind: 'ran', job: 1 });
});
