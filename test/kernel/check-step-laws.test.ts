import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkStep, formatSubsetProblems } from '../../src/kernel/check-step.ts';
import { math } from '../../src/math/math.ts';
import { minified, signature, stepOf, transformed } from './samples.ts';

/** Bodies of steps; the looser, the more often an expression stands where another type is needed. */
function bodies(looseness: number): fc.Arbitrary<string> {
  const { body } = fc.letrec<Record<string, string>>((tie) => {
    const slot = (name: string) =>
      looseness === 0 || name === 'statement'
        ? tie(name)
        : fc.oneof(
            { arbitrary: tie(name), weight: 25 },
            { arbitrary: tie(name === 'int' ? 'number' : 'any'), weight: looseness * (name === 'int' ? 4 : 1) },
          );
    const text = (parts: TemplateStringsArray, ...names: string[]) =>
      fc.tuple(...names.map(slot)).map((values) => String.raw({ raw: parts }, ...values));
    const pick = (...leaves: string[]) => fc.constantFrom(...leaves);
    const oneOf = (...options: fc.Arbitrary<string>[]) => fc.oneof({ maxDepth: 3, withCrossShrink: true }, ...options);
    return {
      number: oneOf(
        pick('s.nav', 'draw.z', 'k.growth', 'x', '0.5', '3', '-0', 'ports.price.logReturn'),
        tie('int'),
        text`(${'number'} + ${'number'})`,
        text`(${'int'} - ${'int'})`,
        text`(${'int'} * ${'int'})`,
        text`(-(${'number'}))`,
        text`(${'int'} >>> 0)`,
        text`(${'int'} >>> ${'int'})`,
        text`(${'boolean'} ? ${'number'} : ${'number'})`,
        text`math.exp(${'number'})`,
        text`math.at(k.tiers, ${'number'})`,
        text`s.queue[${'int'} & 3]`,
      ),
      int: oneOf(
        pick('s.count', 'k.bits', '0', '7', '-2147483648', 'at.step', 'n'),
        text`(${'int'} ^ ${'int'})`,
        text`(${'int'} << ${'int'})`,
        text`(${'int'} >>> 9)`,
        text`(${'boolean'} ? ${'int'} : ${'int'})`,
        text`math.int(${'number'})`,
        text`math.imul(${'int'}, ${'int'})`,
      ),
      boolean: oneOf(
        pick('s.isRuined', 'true', 'at.isDayEnd'),
        text`(${'number'} < ${'number'})`,
        text`(${'number'} === ${'number'})`,
        text`(${'boolean'} === ${'boolean'})`,
        text`!${'boolean'}`,
        text`(${'boolean'} && ${'boolean'})`,
      ),
      any: oneOf(
        tie('number'),
        tie('int'),
        tie('boolean'),
        pick('fee', 's.nvv', 's', 'k.tiers', '[1]', 'x++', '(1, 2)'),
      ),
      statement: oneOf(
        text`s.nav = ${'number'};`,
        text`s.units -= ${'number'};`,
        text`s.count = ${'int'};`,
        text`s.isRuined = ${'boolean'};`,
        text`s.queue[${'int'} & 3] *= ${'number'};`,
        text`x = ${'number'};`,
        text`{ const n = math.int(7); let x = ${'number0'}; x += ${'number'}; ${'statement'} }`,
        text`if (${'boolean'}) { ${'statement'} } else { ${'statement'} }`,
        text`for (let n = 0; n < 3; n++) { ${'statement'} }`,
      ),
      body: text`let x = 1.5; const n = math.int(${'number0'}); ${'statement'} ${'statement'}`,
      number0: pick('1', 'draw.z', 's.count / 3'),
    };
  });
  return body!;
}

// Kills: a place in the walk that has no answer for some legal shape.
test('every body put together from the subset is inside it', () => {
  fc.assert(
    fc.property(bodies(0), (body) => {
      const step = stepOf(body);
      expect(formatSubsetProblems('model', checkStep(step, signature))).toBe('');
      expect(formatSubsetProblems('model', checkStep(minified(step), signature))).toBe('');
    }),
    { seed: 31, numRuns: 500 },
  );
});

// Kills: x >>> 0 is an int; booleans widen to numbers; the first arm of a choice decides its type.
test('an accepted step keeps every field of its state the type it has', () => {
  let acceptedCount = 0;
  const numRuns = 4000;
  fc.assert(
    fc.property(bodies(1), fc.double(), fc.integer(), (body, z, count) => {
      const step = stepOf(body);
      if (checkStep(step, signature).length > 0) return;
      acceptedCount++;
      const s = { nav: 1, units: 2, count, isRuined: false, queue: [1, 2, 3, 4] };
      const k = { growth: 0.25, spread: 3, size: 4, bits: -5, isLong: true, tiers: [1, 10, 100] };
      const at = { step: 12, isDayEnd: true, high: 1.5 };
      const ports = { price: { logReturn: -0.1, isGap: false }, funding: { rate: 0 } };
      (step as (...records: unknown[]) => void)(s, k, { z, u: 0.5 }, at, ports, math);
      expect([s.nav, s.units, ...s.queue].map((value) => typeof value)).toEqual(Array(6).fill('number'));
      expect(s.count).toBe(s.count | 0);
      expect(typeof s.isRuined).toBe('boolean');
    }),
    { seed: 32, numRuns },
  );
  expect(acceptedCount).toBeGreaterThan(numRuns / 20);
  expect(acceptedCount).toBeLessThan(numRuns);
});

// Kills: knowing a parameter or a record by its name.
test('a step and its minified twin get the same verdict, and neither makes the checker throw', () => {
  fc.assert(
    fc.property(bodies(1), (body) => {
      const step = transformed(stepOf(body), { keepNames: true }); // as tsx loads it: esbuild turns !3 into false
      expect(checkStep(minified(step), signature).length).toBe(checkStep(step, signature).length);
    }),
    { seed: 33, numRuns: 300 },
  );
});
