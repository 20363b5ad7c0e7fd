import { describe, expect, test } from 'vitest';
import { priceProcess } from '../../src/engine/define.ts';
import { CannotCompile } from '../../src/kernel/cannot-compile.ts';
import type { AnyFunction } from '../../src/kernel/contracts.ts';
import { noFunding } from '../../src/markets/funding/no-funding.ts';
import { spot } from '../../src/rivals/spot.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { scenario } from '../../src/scenario/scenario.ts';
import { compiled, outcomeOf, programDifferences, programOf, seatOf } from '../support/kernels.ts';
import { functionOf, stepOf } from './samples.ts';

/** One or two, on a machine that does something else at the same time. */
const SECONDS = 20;

/** A helper with so many early returns, each in an if of its own, and that many deep in one another. */
const returnsInARow = (count: number) =>
  `(x, y) => { ${Array.from({ length: count }, (_, i) => `if (x * ${i + 2} < y) return x / ${i + 3};`).join('\n')} return y; }`;
const returnsInOneAnother = (count: number): string =>
  `(x, y) => { let t = x; ${Array.from({ length: count }, (_, i) => `if (t < ${1 - i / 99}) { t += y / ${i + 2};`).join('\n')} return t; ${'}'.repeat(count)} return y; }`;
/** Ways that do not return go on with what follows: their number doubles with each of these. */
const returnsOnSomeWays = (count: number) =>
  `(x, y) => { let t = x; ${Array.from({ length: count }, (_, i) => `if (t < ${i + 1}) { if (y * t < ${i}) { return t; } t += y / 7; } else { t -= y / 3; }`).join('\n')} return t; }`;

const helpers = (helper: string): Readonly<Record<string, AnyFunction>> => ({ helper: functionOf(helper) });
const chain = (links: number, link: string) =>
  `let x = draw.u;\n${Array.from({ length: links }, () => link).join('\n')}\ns.x = x;`;

type Long = readonly [what: string, body: string, uses?: Readonly<Record<string, AnyFunction>>];

/** What a person may write and a kernel may not hold. */
const long: readonly Long[] = [
  [
    'a loop of 4000 rounds with an exponential in each',
    'for (let i = 0; i < 4000; i++) { s.x += math.exp(-s.x * i); }',
  ],
  [
    'a loop of 4000 rounds with a branch in each',
    'for (let i = 0; i < 4000; i++) { if (s.x < i) { s.x = math.sqrt(s.x / 3 + draw.u) / 7; } else { s.x /= 3; } }',
  ],
  ['a loop within a loop', 'for (let i = 0; i < 200; i++) { for (let j = 0; j < 200; j++) { s.x += draw.u * j; } }'],
  ['20 early returns in a row', 's.x = math.helper(draw.u, s.x);', helpers(returnsInARow(20))],
  ['20 early returns in one another', 's.x = math.helper(draw.u, s.x);', helpers(returnsInOneAnother(20))],
  ['20 early returns on some ways of a branch', 's.x = math.helper(draw.u, s.x);', helpers(returnsOnSomeWays(20))],
  ['9000 values, each made of the one before', chain(9000, 'x = x / 3 + draw.u;')],
  ['a sum of 3000 terms', `s.x = ${Array.from({ length: 3000 }, (_, i) => `draw.u / ${i + 3}`).join(' + ')};`],
  ['300 brackets in one another', `s.x = ${'(draw.u + '.repeat(300)}1${')'.repeat(300)};`],
  ['100 ifs in one another', `${'if (s.x < draw.u) { s.x += draw.u / 3; '.repeat(100)}${'}'.repeat(100)}`],
  [
    '4000 values that all live until the end',
    `for (let i = 0; i < 4000; i++) { s.x += draw.u * i; } ${chain(2, 'x = x + s.x;')}`,
  ],
  [
    '3000 branches in a row',
    chain(3000, 'if (x < 0.5) { x = math.sqrt(x + 1) / 3 - draw.u / 7; } else { x = x / 3; }'),
  ],
];

const opened = (body: string, uses: Readonly<Record<string, AnyFunction>>) => {
  const own = priceProcess({
    name: 'own',
    options: {},
    draws: { u: 'uniform' },
    state: { x: 0.5 },
    constants: () => ({}),
    uses: uses as never,
    step: stepOf(`${body}\ns.simpleReturn = s.x - s.x; s.logReturn = s.simpleReturn;`) as never,
  });
  const setting = { days: 1, stepMinutes: 720, price: own(), funding: noFunding(), holdings: { spot: spot() } };
  return openScenario(scenario({ question: 'Too long?', setting: () => setting }).resolve({}));
};

describe('what is too long for a kernel is refused in time, or works', () => {
  // Kills: limits of engines that only the engine knows; recursion over the depth of a graph; a tree of ways.
  test.each(long.map(([what, body, uses = {}]) => [what, body, uses] as const))('%s', (_, body, uses) => {
    const program = programOf({
      steps: 2,
      seats: [seatOf('it', { state: { x: 0.5 }, draws: { u: 'u' }, helpers: uses })],
      phases: [[{ seat: 'it', step: stepOf(body) }]],
      streams: [{ name: 'u', kind: 'uniform' }],
      results: ['it.x'],
    });
    const before = performance.now();
    let refused: unknown;
    try {
      compiled(program);
    } catch (thrown) {
      refused = thrown;
    }
    expect((performance.now() - before) / 1000).toBeLessThan(SECONDS);
    if (refused === undefined) expect(programDifferences(program)).toEqual([]);
    else expect(refused).toBeInstanceOf(CannotCompile);

    const simulation = opened(body, uses);
    expect(simulation.plainBecause).toHaveLength(simulation.kernel === null ? 1 : 0);
    expect(simulation.kernel === null).toBe(refused !== undefined);
    if (refused !== undefined)
      expect(simulation.plainBecause[0]).toMatch(/^price: its step cannot be compiled: |too long/);
    expect(outcomeOf(simulation, 0, 3).error).toBe(undefined);
  });
});
