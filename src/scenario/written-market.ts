import { ScenarioError } from '../engine/errors.ts';
import { noFunding } from '../markets/funding/no-funding.ts';
import { scriptedReturns } from '../markets/price/scripted-returns.ts';
import { withParts } from './columns.ts';
import { asDrawn, modelsOf } from './open-scenario.ts';
import type { Overrides, ResolvedScenario, Scenario } from './scenario.ts';

/**
 * The same holdings in markets that are written out, a path each: one step a day, closes alone, and no funding.
 *
 * @param scripts as `scriptedReturns` takes them, of at most `days` moves
 * @param names holdings to be held in it; the others are left out
 * @throws ScenarioError where the scenario needs another market than a written one
 */
export function inScript(
  scenario: ResolvedScenario,
  scripts: string,
  days: number,
  names: readonly string[],
): ResolvedScenario {
  const held = {
    ...asDrawn(scenario, scripts.split(';').length),
    generated: { days, stepMinutes: 1440 },
    price: scriptedReturns({ returns: scripts }),
    funding: noFunding(),
    holdings: scenario.holdings.filter(({ name }) => names.includes(name)),
  };
  const problems = [...held.price.problems];
  if (scenario.otherMarkets.length > 0) problems.push('a written market has one coin; this scenario has otherMarkets');
  for (const { name, reader } of recordedHoldings(held)) {
    problems.push(`holding ${JSON.stringify(name)}: ${reader} reads a recording; a written market has none`);
  }
  for (const { name, recording } of modelsOf({ ...held, holdings: [] })) {
    if (recording !== undefined) problems.push(`${name}: reads a recording; a written market has none`);
  }
  if (problems.length > 0) throw new ScenarioError(problems);
  return held;
}

export interface RecordedHolding {
  readonly name: string;
  /** The model of it that reads a recording. */
  readonly reader: string;
}

/** Holdings that cannot live in a written market. */
export function recordedHoldings({ holdings }: ResolvedScenario): readonly RecordedHolding[] {
  return holdings.flatMap(({ name, model }) => {
    const reader = withParts(model).find(({ recording }) => recording !== undefined);
    return reader === undefined ? [] : [{ name, reader: reader.name }];
  });
}

/**
 * A scenario whose holdings live through one market that is written out, a move a day: what `find` writes down.
 *
 * @param returns as `scriptedReturns` takes them: `'+50 %, -20 %'`
 * @param names holdings to be held in it; all unless given
 */
export function inWrittenMarket(scenario: Scenario, returns: string, names?: readonly string[]): Scenario {
  return Object.freeze({
    isScenario: true as const,
    resolve: (overrides = {}) => {
      const resolved = scenario.resolve(overrides);
      const held = names ?? resolved.holdings.map(({ name }) => name);
      return inScript(resolved, returns, returns.split(',').length, held);
    },
  });
}

/** A scenario in which some parameters have another default, as `--set` would give them; `--set` still goes before. */
export function withParameters(scenario: Scenario, set: Readonly<Record<string, string>>): Scenario {
  return Object.freeze({
    isScenario: true as const,
    resolve: (overrides: Overrides = {}) => scenario.resolve({ ...overrides, set: { ...set, ...overrides.set } }),
  });
}
