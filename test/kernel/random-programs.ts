import fc from 'fast-check';
import type { AnyFunction, MathSignature, StepSignature } from '../../src/kernel/contracts.ts';
import { mathSignatures } from '../../src/kernel/math-signatures.ts';
import type { KernelProgram } from '../../src/kernel/program.ts';
import { programOf, seatOf } from '../support/kernels.ts';
import { functionOf, stepOf } from './samples.ts';

/** Doubles as arithmetic fears them: zeros of both signs, subnormals, the ends of ranges, no numbers at all. */
export const doubles: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, -0, 1, -1, 0.5, 2, -3, 0.1, 1.5) },
  { weight: 3, arbitrary: fc.integer({ min: -3000, max: 3000 }).map((i) => i / 1000) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, 5e-324, -1e-310, 1e308, -1.7e308, 2 ** 31, -(2 ** 31)),
  },
  { weight: 1, arbitrary: fc.integer({ min: -1074, max: 1023 }).map((power) => 2 ** power) },
  { weight: 1, arbitrary: fc.double() },
);

const fields = { x: 'number', y: 'number', w: 'number', f: 'boolean', g: 'boolean' } as const;
const number2: MathSignature = { parameters: ['number', 'number'], result: 'number' };
const boolean2: MathSignature = { parameters: ['number', 'number'], result: 'boolean' };

/** What the steps below may name. The first seat has no port; its `ports.other` holds numbers that never change. */
const signatureWith = (helpers: Readonly<Record<string, MathSignature>>): StepSignature => ({
  s: fields,
  k: { a: 'number', b: 'number', flag: 'boolean', rounds: 'number', table: 'numberTable', single: 'numberTable' },
  draw: { u: 'number', v: 'number', z: 'number' },
  at: { step: 'number', days: 'number', isLast: 'boolean', due: 'number', odd: 'number' },
  ports: { other: fields },
  math: { ...mathSignatures, ...helpers },
});

/** Helpers may have names that operations have, or the functions that the library is made of. */
const firstNames = [
  ...['first', 'powerOfTwo', 'significand', 'exponentField', 'sqrt', 'log', 'floor', 'mantissa', 'abs'],
  ...['min', 'max', 'logRatio', 'scaleByPowerOfTwo'],
];
const secondNames = ['second', 'equal', 'choose', 'truncate', 'exp', 'normalCdf'];

const ONE_ARGUMENT = ['exp', 'expm1', 'log', 'log1p', 'sinTurn', 'cosTurn', 'normalQuantile', 'normalCdf'];

/** Texts of expressions and statements; what is simple stands first, and is what a failure shrinks to. */
function texts() {
  return fc.letrec<Record<string, string>>((tie) => {
    const text = (parts: TemplateStringsArray, ...names: string[]) =>
      fc.tuple(...names.map((name) => tie(name))).map((values) => String.raw({ raw: parts }, ...values));
    const pick = (...leaves: string[]) => fc.constantFrom(...leaves);
    const oneOf = (...options: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<string>])[]) =>
      fc.oneof(
        { maxDepth: 4, withCrossShrink: true, depthSize: 'medium' },
        ...options.map(([weight, arbitrary]) => ({ weight, arbitrary })),
      );
    return {
      number: oneOf(
        [3, pick('s.x', 's.y', 's.w', 'draw.u', 'draw.z', 'draw.v', 'a', 'b', 'c', 'i', 'n')],
        [2, pick('k.a', 'k.b', 'at.step', 'at.days', 'at.due', 'at.odd', 'ports.other.x', 'ports.other.y', 'k.rounds')],
        [2, pick('0', '(-0)', '1', '0.5', '(-1)', '2', '4', '0.1', '1e-310', '1e308', '(-7)', '4503599627370496')],
        [1, pick('math.at(k.table, draw.u * 9)', 'math.at(k.table, at.step)', 'math.at(k.single, draw.z)')],
        [3, text`(${'number'} ${'arithmetic'} ${'number'})`],
        [2, text`(${'number'} ${'arithmetic'} ${'constant'})`],
        [1, text`(-${'number'})`],
        [1, text`(${'boolean'} ? ${'number'} : ${'number'})`],
        [1, text`(${'leaf'} < ${'leaf'} ? ${'leaf'} : ${'leaf'})`],
        [1, text`math.${'exact'}(${'number'})`],
        [1, text`math.${'elementary'}(${'number'})`],
        [1, text`math.${'ofTwo'}(${'number'}, ${'number'})`],
        [1, text`math.at(k.table, ${'number'})`],
        [1, text`math.scaleByPowerOfTwo(${'number'}, ${'int'})`],
        [1, text`(${'int'} >>> 0)`],
        [1, tie('int')],
      ),
      leaf: pick('s.x', 's.y', 'k.a', 'k.b', 'a', 'b', '0', '(-0)', 'at.days', 'at.odd'),
      constant: pick(
        '0',
        '(-0)',
        '1',
        '(-1)',
        '2',
        '0.5',
        '4',
        '0.1',
        'k.a',
        '1e300',
        '8.98846567431158e307',
        '1e-308',
      ),
      arithmetic: pick('+', '-', '*', '/'),
      exact: pick('sqrt', 'abs', 'floor', 'mantissa'),
      elementary: pick(...ONE_ARGUMENT, 'normalSurvival'),
      ofTwo: pick('min', 'max', 'first', 'logRatio'),
      int: oneOf(
        [2, pick('0', '1', '7', '(-3)', '2147483647', 'n', 'i')],
        [2, text`math.int(${'number'})`],
        [1, text`(${'int'} ${'bitwise'} ${'int'})`],
        [1, text`(${'int'} ${'shift'})`],
        [1, text`math.imul(${'int'}, ${'int'})`],
        [1, text`math.exponent(${'number'})`],
        [1, text`(${'boolean'} ? ${'int'} : ${'int'})`],
      ),
      bitwise: pick('|', '&', '^'),
      shift: pick('<< 1', '<< 31', '>> 3', '>> 31', '>>> 1', '>>> 12', '<< 33', '>>> 31'),
      boolean: oneOf(
        [2, pick('s.f', 's.g', 'p', 'k.flag', 'at.isLast', 'ports.other.f', 'true', 'false')],
        [4, text`(${'number'} ${'comparison'} ${'number'})`],
        [1, text`(draw.u < ${'threshold'})`],
        [1, text`(${'boolean'} === ${'boolean'})`],
        [1, text`(${'boolean'} !== ${'boolean'})`],
        [1, text`(!${'boolean'})`],
        [1, text`(${'boolean'} && ${'boolean'})`],
        [1, text`(${'boolean'} || ${'boolean'})`],
        [1, text`(${'boolean'} ? ${'boolean'} : ${'boolean'})`],
        [1, text`math.second(${'number'}, ${'number'})`],
      ),
      comparison: pick('<', '<=', '>', '>=', '===', '!=='),
      threshold: pick('0.5', '0.05', '0.95'),
      statement: oneOf(
        [3, text`s.x = ${'number'};`],
        [2, text`s.y ${'change'} ${'number'};`],
        [1, text`s.w = ${'number'};`],
        [1, text`s.f = ${'boolean'};`],
        [1, text`s.g = ${'boolean'};`],
        [1, text`a = ${'number'};`],
        [1, text`b ${'change'} ${'number'};`],
        [1, text`n = ${'int'};`],
        [1, text`p = ${'boolean'};`],
        [2, text`if (${'boolean'}) { ${'statement'} }`],
        [3, text`if (${'boolean'}) { ${'statement'} ${'statement'} } else { ${'statement'} }`],
        [1, text`if (${'boolean'}) ${'statement'} else if (${'boolean'}) { ${'statement'} } else ${'statement'}`],
        [1, text`if (draw.u < ${'threshold'}) { ${'dear'} } else { ${'dear'} ${'statement'} }`],
        [1, text`for (let i = 0; i < 3; i++) { ${'statement'} }`],
        [1, text`for (let i = 1; i < k.rounds; i++) ${'statement'}`],
        [1, text`{ const d = ${'number'}; { const c = d; let a = c * 1; ${'statement'} ${'statement'} } }`],
      ),
      /** Too much to be computed on both ways. */
      dear: pick(
        's.x = math.sqrt(s.y / (1 + s.x * s.x)) / 3 - a / 7;',
        'a = math.log(math.abs(s.x) + 1) / (2 + s.y);',
        's.w = a / b / 3 - s.y / 5; s.f = s.w < 1;',
      ),
      change: pick('+=', '-=', '*=', '/=', '='),
    };
  });
}

const { number, boolean, int, statement } = texts();
const bodies = fc
  .tuple(number!, number!, int!, boolean!, fc.array(statement!, { minLength: 1, maxLength: 5 }))
  .map(([a, b, n, p, statements]) => {
    // Names that an inner scope hides are all taken here, so that each text means something everywhere.
    const outer = 'let a = 0.25; let b = s.y; const c = 3; const i = math.int(2); let n = math.int(5); let p = s.g;';
    return [`${outer} a = ${a}; b = ${b}; n = ${n}; p = ${p};`, ...statements].join('\n');
  });

/** Helpers return early, on some ways of a branch or on all. */
const helperBodies = (result: 'number' | 'boolean') =>
  fc.letrec<Record<string, string>>((tie) => {
    const text = (parts: TemplateStringsArray, ...names: string[]) =>
      fc.tuple(...names.map((name) => tie(name))).map((values) => String.raw({ raw: parts }, ...values));
    const oneOf = (...options: fc.Arbitrary<string>[]) => fc.oneof({ maxDepth: 3, withCrossShrink: true }, ...options);
    return {
      value: result === 'number' ? tie('number') : tie('boolean'),
      number: oneOf(
        fc.constantFrom('p', 'q', 't', '1', '(-0)', '2.5'),
        text`(${'number'} * ${'number'})`,
        text`(q - ${'number'})`,
      ),
      boolean: oneOf(text`(${'number'} < ${'number'})`, text`(p === ${'number'})`, text`(!${'boolean'})`),
      statement: oneOf(
        text`t = ${'number'};`,
        text`if (${'boolean'}) return ${'value'};`,
        text`if (${'boolean'}) { ${'statement'} ${'statement'} }`,
        text`if (${'boolean'}) { ${'statement'} } else { ${'statement'} t += 1; }`,
        text`if (${'boolean'}) { if (${'boolean'}) return ${'value'}; t = ${'number'}; }`,
        text`{ const p = t; let q = ${'numberOfT'}; q += p; ${'statement'} t = q; }`,
      ),
      numberOfT: fc.constantFrom('t', '1', '2 * t'),
      body: text`let t = q / 2; ${'statement'} ${'statement'} return ${'value'};`,
    };
  }).body!;

/** Texts and numbers of a program: what fast-check shows of a counterexample. */
export interface Draft {
  readonly bodies: readonly string[];
  readonly first: string;
  readonly second: string;
  /** Of the two helpers. */
  readonly named: readonly [first: string, second: string];
  /** A new phase begins with each of these seats. */
  readonly cuts: readonly boolean[];
  readonly steps: number;
  readonly initial: readonly [x: number, y: number, w: number, f: boolean, g: boolean];
  readonly k: readonly [a: number, b: number, flag: boolean, rounds: number];
  readonly table: readonly number[];
  readonly calendar: readonly number[];
  readonly watched: readonly string[];
  readonly results: readonly string[];
}

const names = ['one', 'two', 'three'];
const everyField = names.flatMap((name) => Object.keys(fields).map((field) => `${name}.${field}`));

export const drafts: fc.Arbitrary<Draft> = fc.record({
  bodies: fc.array(bodies, { minLength: 1, maxLength: 3 }),
  first: helperBodies('number'),
  second: helperBodies('boolean'),
  named: fc.tuple(
    fc.oneof(fc.constant('first'), fc.constantFrom(...firstNames)),
    fc.oneof(fc.constant('second'), fc.constantFrom(...secondNames)),
  ),
  cuts: fc.tuple(fc.constant(true), fc.boolean(), fc.boolean()),
  steps: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 20 }) }, fc.integer({ min: 21, max: 99 })),
  initial: fc.tuple(doubles, doubles, doubles, fc.boolean(), fc.boolean()),
  k: fc.tuple(doubles, doubles, fc.boolean(), fc.integer({ min: 0, max: 4 })),
  table: fc.array(doubles, { minLength: 1, maxLength: 9 }),
  calendar: fc.array(doubles, { minLength: 1, maxLength: 5 }),
  watched: fc.subarray(everyField, { minLength: 1 }),
  results: fc.subarray(everyField, { minLength: 1 }),
});

export interface Drafted {
  readonly program: KernelProgram;
  readonly steps: readonly AnyFunction[];
  readonly helpers: readonly AnyFunction[];
  readonly signature: StepSignature;
}

/** A text that calls helpers by their names; where they hide a function of one number, another is called in its place. */
function renamed(body: string, [first, second]: Draft['named']): string {
  const spared = [first, second].reduce((text, name) => {
    const { length } = mathSignatures[name as keyof typeof mathSignatures]?.parameters ?? [];
    return length === 1 ? text.replaceAll(`math.${name}(`, 'math.sinTurn(') : text;
  }, body);
  return spared.replaceAll('math.first(', `math.${first}(`).replaceAll('math.second(', `math.${second}(`);
}

export function draftedProgram(draft: Draft): Drafted {
  const steps = draft.bodies.map((body) => stepOf(renamed(body, draft.named)));
  const [firstName, secondName] = draft.named;
  const [first, second] = [draft.first, draft.second].map((body) => functionOf(`(p, q) => { ${body} }`));
  const [x, y, w, f, g] = draft.initial;
  const [a, b, flag, rounds] = draft.k;
  const table = Float64Array.from(draft.table);
  const phases: { seat: string; step: AnyFunction }[][] = [];
  const seats = steps.map((step, i) => {
    if (draft.cuts[i] || phases.length === 0) phases.push([]);
    phases.at(-1)!.push({ seat: names[i]!, step });
    return seatOf(names[i]!, {
      state: { x, y, w, f, g },
      constants: { a, b, flag, rounds, table, single: Float64Array.of(a) },
      draws: { u: 'uniform', v: 'another', z: 'normal' },
      at: { days: 'days', isLast: 'isLast', due: 'due', odd: 'odd' },
      ports: { other: i === 0 ? { x: -0, y: 2, w: Number.NaN, f: true, g: false } : names[i - 1]! },
      helpers: { [firstName]: first!, [secondName]: second! },
    });
  });
  const calendar = (entry: (step: number) => number) => Float64Array.from({ length: draft.steps }, (_, i) => entry(i));
  const isSeated = (field: string) => seats.some(({ name }) => field.startsWith(`${name}.`));
  const program = programOf({
    steps: draft.steps,
    seats,
    phases,
    streams: [
      { name: 'uniform', kind: 'uniform' },
      { name: 'normal', kind: 'normal' },
      { name: 'another', kind: 'uniform' },
    ],
    calendars: {
      days: calendar((step) => (step + 1) / 24),
      isLast: calendar((step) => (step === draft.steps - 1 ? 1 : 0)),
      due: calendar((step) => (step % 3 === 0 ? 1 : 0)),
      odd: calendar((step) => draft.calendar[step % draft.calendar.length]!),
    },
    watched: draft.watched.filter(isSeated),
    results: draft.results.filter(isSeated),
  });
  const signature = signatureWith({ [firstName]: number2, [secondName]: boolean2 });
  return { program, steps, helpers: [first!, second!], signature };
}
