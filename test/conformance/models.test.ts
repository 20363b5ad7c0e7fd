import { expect, test } from 'vitest';
import { generatedClock } from '../../src/engine/clock.ts';
import type { State } from '../../src/engine/contracts.ts';
import { openScenario } from '../../src/scenario/open-scenario.ts';
import { filesOfModels, modulesOfModels } from '../support/models.ts';
import { madeUpRecordings } from '../support/recordings.ts';
import { runPaths } from '../support/run.ts';
import { constructorsOf, examplesOf, openQuestion, outsideSubset, questionsOf } from '../support/try-models.ts';

const modules = await modulesOfModels();
const examples = examplesOf(modules);
const constructors = constructorsOf(modules);

test('every file that exports a model exports examples of it, and no example is of a model from elsewhere', () => {
  for (const file of filesOfModels()) {
    const made = constructorsOf({ [file]: modules[file]! }).map(({ modelName }) => modelName);
    const shown = examplesOf({ [file]: modules[file]! }).map(({ model }) => model.name);
    expect(new Set(shown), file).toEqual(new Set(made));
  }
  expect(constructors.length).toBeGreaterThanOrEqual(16);
});

test('no two models of a kind share a name, and each constructor is exported under its own', () => {
  const names = constructors.map(({ modelName }) => modelName);
  expect(new Set(names).size).toBe(names.length);
  for (const module of Object.values(modules)) {
    for (const [name, each] of Object.entries(module)) {
      if (typeof each === 'function' && 'modelName' in each) expect(each.modelName).toBe(name);
    }
  }
});

for (const { modelName, declaredOptions } of constructors) {
  test(`${modelName}: every option has a meaning and a requirement, and every default lies in its own range`, () => {
    for (const [name, option] of Object.entries(declaredOptions)) {
      expect(option.meaning.trim().length, name).toBeGreaterThan(10);
      expect(option.requirement.trim().length, name).toBeGreaterThan(0);
      if (option.hasDefault) expect(option.accepts(option.defaultValue), `${name} = ${option.defaultValue}`).toBe(true);
      for (const bad of [Number.NaN, null, {}, [1], Number.POSITIVE_INFINITY])
        expect(option.accepts(bad), name).toBe(false);
    }
  });
}

const total = (state: State, prefix: string) =>
  Object.entries(state).reduce((sum, [name, value]) => (name.startsWith(prefix) ? sum + (value as number) : sum), 0);

/** What is wrong with a state after a phase: numbers that are not finite, a debt, books that do not balance. */
function faultsOf(place: string, phase: string, state: State): readonly string[] {
  const broken = Object.entries(state).filter(([, value]) => typeof value === 'number' && !Number.isFinite(value));
  const faults = broken.map(([name, value]) => `${place}: ${name} is ${value}`);
  if (!/^holding\/[^/]+$/.test(place)) return faults;
  const value = state.value as number;
  if ((phase === 'trade' || phase === 'begin') && !(value >= 0))
    faults.push(`${place}: value is ${value} after ${phase}`);
  const gap = value - 1 - total(state, 'book');
  if (!(Math.abs(gap) <= 1e-12 * (10 + Math.abs(state.bookProfit as number))))
    faults.push(`${place}: books off by ${gap}`);
  return faults;
}

for (const { file, index, model } of examples) {
  const title = `${file.replace('src/', '')}, example ${index}`;
  const questions = questionsOf(model);

  test(`${title}: has no problems, and its steps stay within the kernel subset`, () => {
    expect(model.problems).toEqual([]);
    expect(outsideSubset(model)).toEqual([]);
    for (const source of model.sources) expect(source.length).toBeGreaterThan(10);
  });

  test(`${title}: the same seed gives the same bits, and no path depends on the paths before it`, () => {
    for (const question of questions) {
      const [one, other] = [openQuestion(question), openQuestion(question)];
      const forwards = runPaths(one, 6);
      const again = runPaths(other, 6);
      for (const path of [5, 2, 0]) {
        const alone = runPaths(other, 1, path);
        for (const { holding, name } of one.columns) {
          expect(again(holding, name)).toEqual(forwards(holding, name));
          expect(alone(holding, name)[0]).toBe(forwards(holding, name)[path]);
        }
      }
    }
  });

  test(`${title}: every number is finite, nothing is worth less than zero, and the books balance after every phase`, () => {
    for (const question of questions) {
      const simulation = openQuestion(question);
      const faults: string[] = [];
      for (const path of [0, 1]) {
        simulation.trace(path, (_step, phase, place, state) => faults.push(...faultsOf(place, phase, state)));
      }
      expect(faults).toEqual([]);
    }
  });
}

// Kills: a refusal of a clock outside `checkClock`, which would be met before those of other models are known.
test('no process throws, or folds what is not finite, on a clock that it may not run on', () => {
  const context = { hasRange: false, targetLeverage: 0, limits: { low: 0, high: 0 }, isPart: false, recording: {} };
  const processes = examples.filter(({ model }) => /price|funding/.test(model.kind) && model.recording === undefined);
  const clocks = [generatedClock(1, 7), generatedClock(3600, 518_400)];
  expect(processes.some(({ model }) => clocks.some((clock) => model.checkClock(clock).length > 0))).toBe(true);
  for (const { model } of processes) {
    for (const clock of clocks) {
      for (const [name, value] of Object.entries(model.constants({ ...context, clock }))) {
        const numbers = value instanceof Float64Array ? [...value] : [Number(value)];
        expect(numbers.every(Number.isFinite), `${model.name}: ${name}`).toBe(true);
      }
    }
  }
});

// Kills: a price where a ratio of prices is meant.
test('a recorded market quoted in another unit gives the same run, to the bit where the unit is a power of two', () => {
  const recorded = examples.filter(({ model }) => model.recording !== undefined);
  expect(recorded.length).toBeGreaterThanOrEqual(4);
  for (const { model } of recorded) {
    for (const question of questionsOf(model)) {
      const [plain, doubled] = [1, 1024].map((scale) => openScenario(question, madeUpRecordings(question, scale)));
      const [one, other] = [runPaths(plain!, 1), runPaths(doubled!, 1)];
      for (const { holding, name } of plain!.columns) expect(other(holding, name)).toEqual(one(holding, name));
    }
  }
});
