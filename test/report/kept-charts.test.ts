import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keptCharts } from '../../src/report/node/kept-charts.ts';
import type { CompileSpec } from '../../src/report/report-assets.ts';

/** A compiler that counts, and complains of charts that ask for it. */
function counting() {
  const calls = { made: 0, loaded: 0 };
  const compile: CompileSpec = (spec, { logger }) => {
    calls.made++;
    const { warn } = logger as unknown as { readonly warn: (text: string) => void };
    if ('complain' in spec) warn('this chart is odd');
    return { spec: { made: spec } };
  };
  const load = () => {
    calls.loaded++;
    return compile;
  };
  return { calls, load };
}

const asked = (spec: object, heard: string[] = []) =>
  [
    spec,
    { logger: { warn: (text: string) => heard.push(text), error: () => {} } as never },
  ] as unknown as Parameters<CompileSpec>;

test('a chart that was compiled before is taken again, and the compiler is not even loaded', () => {
  const version = randomUUID();
  const [first, second] = [counting(), counting()];
  const made = keptCharts(first.load, version)(...asked({ mark: 'bar' }));
  expect(keptCharts(second.load, version)(...asked({ mark: 'bar' }))).toEqual(made);
  expect([first.calls, second.calls]).toEqual([
    { made: 1, loaded: 1 },
    { made: 0, loaded: 0 },
  ]);
});

test('another chart, or another compiler, is compiled anew', () => {
  const version = randomUUID();
  const { calls, load } = counting();
  keptCharts(load, version)(...asked({ mark: 'bar' }));
  keptCharts(load, version)(...asked({ mark: 'line' }));
  keptCharts(load, `${version} later`)(...asked({ mark: 'bar' }));
  expect(calls.made).toBe(3);
});

test('of a chart that there is something to say about, it is said each time', () => {
  const version = randomUUID();
  const heard: string[] = [];
  const { load } = counting();
  for (let time = 0; time < 2; time++) keptCharts(load, version)(...asked({ mark: 'bar', complain: true }, heard));
  expect(heard).toEqual(['this chart is odd', 'this chart is odd']);
});
