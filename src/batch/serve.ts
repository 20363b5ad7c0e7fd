import { ScenarioError } from '../engine/errors.ts';
import { failureOf } from './failure.ts';
import type { Program } from './program.ts';
import type { Block, Report, Task } from './protocol.ts';
import { simulateBlock } from './simulate-block.ts';

/**
 * The worker's side: opens the scenario, proves that it reads the same thing as the main thread, then simulates the
 * blocks it is handed. Returns what to call with each of them.
 */
export function serve(program: Program, task: Task, send: (report: Report) => void): (block: Block) => void {
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (thrown) {
      send({ kind: 'failed', failure: failureOf(thrown) });
      return undefined;
    }
  };
  const simulation = attempt(() => {
    const { question, description } = task;
    const prepared = program.prepare(question.overrides);
    requireSame(description, JSON.stringify(prepared.describe(question)));
    return prepared.open(question.recordings, task.kernel ?? 'plain');
  });
  if (simulation !== undefined) send({ kind: 'ready' });
  return (block) =>
    attempt(() => {
      if (simulation === undefined) return;
      simulateBlock(simulation, task.storage, task.fans, block);
      send({ kind: 'done', block: block.index });
    });
}

/** @throws ScenarioError that shows where the two part. */
export function requireSame(first: string, second: string): void {
  if (first === second) return;
  let at = 0;
  while (first[at] === second[at]) at++;
  const part = (text: string) => text.slice(Math.max(0, at - 40), at + 40);
  throw new ScenarioError([
    `scenario: must describe the same thing each time it is read; got …${part(first)}… and …${part(second)}…`,
  ]);
}
