import { expect, test } from 'vitest';
import { agreements } from '../../bench/agreement.ts';
import { measure, median, openQuestion } from '../../bench/measure.ts';
import { readPeerReport } from '../../bench/peer-report.ts';
import { sheetAsMarkdown, sheetAsText } from '../../bench/sheet.ts';
import { runWorkload, workloadAsJson } from '../../bench/workload.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';

const scalarLine =
  'a_C_scalar W1 th1                     9.794 ns/step  t=0.172s | V=1.0809(0.3550) med=0.0370 minV=0.0808(0.0034) dd=0.9734(0.0009) nreb=366.161(0.024) fund=0.4316 fee=0.03981(0.00323) ss=5.83967(0.00209) S=-0.3098 und=0.5220 dead=0';
const numpyLine =
  'c_numpy blk1000 W1 36.579 ns/step wall, 38.026 cpu | V=0.4889(0.0668) med=0.0372 minV=0.0719 dd=0.9748(0.0009) nreb=366.159 fund=0.2976 fee=0.03101 ss=5.84057 S=-0.3365 und=0.5285';
const numbaLine =
  'd_numba th1 W1 50.120 ns/step wall 50.034 cpu | V=0.4889(0.0668) med=0.0372 minV=0.0719 dd=0.9748(0.0009) nreb=366.159 fund=0.2976 fee=0.03101 ss=5.84057 S=-0.3365 und=0.5285';

test('a peer’s line is read to the last figure, whichever program wrote it, and CPU time is preferred', () => {
  const scalar = readPeerReport(scalarLine);
  expect(scalar.cpuNsPerPathStep).toBe(9.794);
  expect(scalar.statistics.minV).toEqual({ mean: 0.0808, standardError: 0.0034, rounding: 0.5e-4 });
  expect(scalar.statistics.ss.mean).toBe(5.83967);
  expect(scalar.statistics.S).toEqual({ mean: -0.3098, rounding: 0.5e-4 });
  expect(readPeerReport(numpyLine).cpuNsPerPathStep).toBe(38.026);
  expect(readPeerReport(numbaLine).cpuNsPerPathStep).toBe(50.034);
});

test('a peer’s line without a figure is an error that names it', () => {
  expect(() => readPeerReport(scalarLine.replace('fee=', 'fees='))).toThrow('no fee in');
  expect(() => readPeerReport(scalarLine.replace('ns/step', 'ns'))).toThrow('no time in');
});

test('means of one law are told from means of another', async () => {
  const { result } = await runWorkload('w1', { words: [], paths: 128, rounds: 1 });
  const apart = (line: string) =>
    agreements(result, readPeerReport(line), 2000)
      .filter(({ z }) => z > 4.5)
      .map(({ statistic }) => statistic);
  expect(apart(scalarLine)).toEqual([]);
  expect(apart(numpyLine)).toEqual([]);
  expect(apart(scalarLine.replace('nreb=366.161', 'nreb=367.161'))).toEqual(['nreb']);
  expect(apart(numpyLine.replace('ss=5.84057', 'ss=5.78057'))).toEqual(['ss']);
});

test('the line for programs has its keys in order, and its digest is that of a run without a warm-up, in threads or not', async () => {
  const words: readonly string[] = [];
  const alone = await runWorkload('w2', { words, paths: 64, rounds: 2 });
  const shared = await runWorkload('w2', { words, paths: 64, workers: 2, rounds: 1 });
  const plain = await runScenario(await openQuestion('./w2.ts', { paths: 64 }), { workers: 1 });
  expect(alone.digest).toBe(plain.result.digest);
  expect(shared.digest).toBe(plain.result.digest);
  const line = workloadAsJson('w2', alone);
  const keys = ['workload', 'shocks', 'nsPerPathStep', 'cpuNsPerPathStep', 'workers', 'paths', 'digest'];
  expect(Object.keys(JSON.parse(line))).toEqual(keys);
  expect(JSON.parse(line)).toMatchObject({ workload: 'w2', shocks: 'f64', workers: 1, paths: 64 });
});

test('a time counts what was run and not the warm-up before it', async () => {
  const settled = await openQuestion('./w2.ts', { paths: 16 });
  const startedMs = performance.now();
  const { nsPerPathStep } = await measure(settled);
  const allMs = performance.now() - startedMs;
  expect(nsPerPathStep).toBeGreaterThan(0);
  expect((nsPerPathStep * 16 * 365) / 1e6).toBeLessThan(allMs / 2);
});

test('the median of an even number of times is the mean of the middle two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a sheet shows its failures in text and in markdown', () => {
  const sheet = { title: 't', notes: ['n'], heads: ['a', 'b'], rows: [['x', '1']], failures: ['it is wrong'] };
  expect(sheetAsText(sheet)).toBe('t\nn\n\na  b\nx  1\nFAILED: it is wrong\n');
  expect(sheetAsMarkdown(sheet)).toBe('## t\n\nn\n\n| a | b |\n| --- | ---: |\n| x | 1 |\n\nFAILED: it is wrong\n');
});
