import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { listenForInterruption } from '../../src/cli/interruption.ts';

const listening = () => process.listenerCount('SIGINT');

test('an interrupted run leaves further signals to the system once the first can have no echo, and no run does before', async () => {
  const before = listening();
  const said: string[] = [];
  const exits: number[] = [];
  const { signal, exitCode, letGo, ignore } = listenForInterruption(
    (line) => said.push(line),
    (code) => exits.push(code),
  );
  await letGo();
  expect(listening()).toBe(before + 1);
  process.emit('SIGINT');
  expect([signal.aborted, exitCode(), said.length]).toEqual([true, 130, 1]);
  const gone = letGo();
  // The echo of the same key may take some hundred milliseconds.
  await sleep(300);
  process.emit('SIGINT');
  expect([said.length, exits, listening()]).toEqual([1, [], before + 1]);
  await gone;
  expect(listening()).toBe(before);
  ignore();
});
