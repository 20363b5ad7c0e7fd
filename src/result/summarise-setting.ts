import { namedRecord } from './named-record.ts';
import type { ModelDescription, RunResult } from './run-result.ts';
import type { OptionTree, SettingSummary } from './setting-summary.ts';

/** What was run: its clock, every parameter and option with its value, the files it read, and what it assumed. */
export function summariseSetting({ scenario, isPartial }: RunResult): SettingSummary {
  const { clock, parameters, price, funding, otherMarkets = [], holdings, data, paths } = scenario;
  return {
    days: clock.days,
    steps: clock.steps,
    stepMinutes: clock.stepMinutes,
    ...(clock.from === null || clock.to === null ? {} : { from: clock.from, to: clock.to }),
    ...(isPartial ? { pathsAskedFor: paths } : {}),
    parameters: namedRecord(parameters.map(({ name, value }) => [name, value])),
    defaults: namedRecord(parameters.map(({ name, defaultValue }) => [name, defaultValue])),
    price: optionsOf(price),
    funding: optionsOf(funding),
    ...(otherMarkets.length === 0
      ? {}
      : {
          otherMarkets: otherMarkets.map((coin) => ({
            name: coin.name,
            loadings: coin.loadings,
            price: optionsOf(coin.price),
            funding: optionsOf(coin.funding),
          })),
        }),
    holdings: namedRecord(
      holdings.map(({ name, targetLeverage, model }) => [name, { targetLeverage, options: optionsOf(model) }]),
    ),
    data,
    assumptions: assumptionsOf(scenario),
  };
}

/** A model and all it is made of, depth first. */
export function withParts(model: ModelDescription): readonly ModelDescription[] {
  return [model, ...Object.values(model.parts).flatMap(withParts)];
}

/** Every model of a run, once for each place that it has there. */
export function modelsOf({ price, funding, otherMarkets = [], holdings }: RunResult['scenario']) {
  const coins = otherMarkets.flatMap((coin) => [coin.price, coin.funding]);
  return [price, funding, ...coins, ...holdings.map(({ model }) => model)].flatMap(withParts);
}

const assumptionsOf = (scenario: RunResult['scenario']): readonly string[] => [
  ...new Set([...(scenario.notes ?? []), ...modelsOf(scenario).flatMap(({ assumptions }) => assumptions)]),
];

/** As it was written in the scenario: values by the names of options, those of a part under the option that took it. */
const optionsOf = ({ options, parts }: ModelDescription): OptionTree =>
  namedRecord<OptionTree[string]>([
    ...options.map(({ name, value }) => [name, value] as const),
    ...Object.entries(parts).map(([name, part]) => [name, optionsOf(part)] as const),
  ]);
