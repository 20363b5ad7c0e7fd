import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumEngine } from '../../bench/engines/chromium.ts';
import type { Engine } from '../../bench/engines/engine.ts';
import { firefoxEngine } from '../../bench/engines/firefox.ts';
import type { Answer, Order } from '../../bench/engines/job.ts';
import { otherNodes } from '../../bench/engines/node.ts';
import { workOf } from '../../bench/engines/script.ts';
import { inThisNode } from '../../bench/engines/this-node.ts';
import type { SettledScenario } from '../../src/batch/node/read-scenario.ts';
import { readScenario } from '../../src/batch/node/read-scenario.ts';
import { runScenario } from '../../src/batch/node/run-scenario.ts';

/** More than one block, and a last one that is not full. */
const order: Order = { paths: 71 };

describe('one bundle gives one digest', () => {
  let settled: SettledScenario;
  let expected: string;
  beforeAll(async () => {
    const file = await readScenario('scenarios/choppy.ts', order);
    settled = file.settle({ name: 'choppy', overrides: order, recordings: new Map(), data: [] });
    expected = (await runScenario(settled, { workers: 1, where: 'inline' })).result.digest;
  });

  test('in this Node, which hashes as a run does', async () => {
    const { told } = await inThisNode(settled.bundle, order);
    expect(told).toMatchObject({ digest: expected });
  });

  const others: readonly Engine[] = [...otherNodes, chromiumEngine, firefoxEngine];
  for (const engine of others) {
    test.skipIf(engine.missing() !== undefined)(`in ${engine.name}, with the same back-end as here`, async () => {
      const here = (await inThisNode(settled.bundle, order)).told as Answer;
      const sightings = await engine.ask(await workOf(settled.bundle, order));
      expect(sightings.map(({ name, told }) => ({ name, ...told }))).toEqual(
        sightings.map(({ name }) => ({ name, digest: expected, kernels: here.kernels, seconds: expect.any(Number) })),
      );
      expect(sightings.length).toBeGreaterThan(0);
    });
  }

  test('and another one when a path more is asked for', async () => {
    const { told } = await inThisNode(settled.bundle, { paths: order.paths + 1 });
    expect((told as Answer).digest).not.toBe(expected);
  });
});

test('a place that cannot answer says why', async () => {
  const { bundle } = await readScenario('test/fixtures/scenarios/recorded.ts', {});
  expect((await inThisNode(bundle, order)).told).toEqual({
    error: 'Error: engines: only generated markets are compared; got recordings',
  });
});
