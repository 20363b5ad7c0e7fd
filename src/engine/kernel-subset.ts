import { checkHelper, checkStep, formatSubsetProblems } from '../kernel/check-step.ts';
import type { Fields, FieldType, MathSignature } from '../kernel/contracts.ts';
import { mathSignatures } from '../kernel/math-signatures.ts';
import type { Constants } from './contracts.ts';
import type { AnyStep, Model } from './model.ts';

/** The types of a record, as the kernel sees them. */
export const fieldsOf = (record: object): Fields =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fieldTypeOf(value)]));

const fieldTypeOf = (value: unknown): FieldType =>
  typeof value === 'boolean' ? 'boolean' : value instanceof Float64Array ? 'numberTable' : 'number';

/** Every place where a model's steps or helpers leave the kernel subset, given its folded constants. Empty: all is well. */
export function subsetProblems(model: Model, constants: Constants): readonly string[] {
  const found: string[] = [];
  const helpers: Record<string, MathSignature> = {};
  for (const [name, helper] of Object.entries(model.uses)) {
    const parameters = Array.from({ length: helper.length }, (): FieldType => 'number');
    const { problems, result } = checkHelper(helper, parameters, mathSignatures);
    if (problems.length > 0) found.push(formatSubsetProblems(`${model.name}: ${name}`, problems));
    helpers[name] = { parameters, result: result ?? 'number' };
  }
  const signature = {
    s: fieldsOf(model.state),
    k: fieldsOf(constants),
    draw: fieldsOf(Object.fromEntries(Object.keys(model.draws).map((name) => [name, 0]))),
    at: fieldsOf({ step: 0, days: 0, isLast: false, ...model.calendar }),
    ports: model.ports,
    math: { ...mathSignatures, ...helpers },
  };
  // Before the first step nothing has been drawn and nothing falls due.
  const atStart = { ...signature, draw: {}, at: {} };
  const check = (step: AnyStep | undefined, against: typeof signature) => {
    const problems = step === undefined ? [] : checkStep(step, against);
    if (problems.length > 0) found.push(formatSubsetProblems(model.name, problems));
  };
  check(model.begin, atStart);
  for (const step of [model.withinBar, model.step, model.trade]) check(step, signature);
  return found;
}
