import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { AnyFunction } from '../../src/kernel/contracts.ts';
import { showGraph } from '../../src/kernel/graph/show.ts';
import { lowerPhase } from '../../src/kernel/phase.ts';
import type { KernelProgram } from '../../src/kernel/program.ts';

const readme = readFileSync(new URL('../../src/kernel/README.md', import.meta.url), 'utf8');

test('the worked example of the kernel’s README is what the compiler does', () => {
  const source = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
  const step = new Function(`return ${source}`)() as AnyFunction;
  const program: KernelProgram = {
    steps: 100,
    seats: [
      {
        name: 'walk',
        state: { price: 1, peak: 1 },
        constants: { spread: 0.25 / 24 },
        draws: { z: 'walk/z' },
        at: {},
        ports: {},
        helpers: {},
      },
    ],
    phases: [[{ seat: 'walk', step }]],
    streams: [{ name: 'walk/z', kind: 'normal' }],
    calendars: {},
    results: ['walk.price', 'walk.peak'],
    watched: [],
  };
  const { body, next } = lowerPhase(program, program.phases[0]!, new Map());
  const shown = showGraph(body, next).split('\n');
  const [above, below] = /```\n(%0[\s\S]*?)\n```/
    .exec(readme)![1]!
    .split(/\n …[^\n]*\n/)
    .map((part) => part.split('\n'));
  expect(shown.slice(0, above!.length)).toEqual(above);
  expect(shown.slice(-below!.length)).toEqual(below);
});
