import type { Column, RunResult, ScenarioDescription } from '../result/run-result.ts';

/**
 * What a run leaves to be compared with: its outcomes path by path, without accounts, and enough of the question to say what
 * else differs.
 */
export interface Sample {
  /** As it was asked for: a file, a folder. */
  readonly label: string;
  readonly scenario: string;
  readonly seed: string;
  /** Version of the random streams. */
  readonly stream: number;
  readonly paths: number;
  readonly digest: string;
  /** True of a baseline: values are in single precision, and what that cannot tell apart counts as the same. */
  readonly isRounded: boolean;
  /** Facts of the question, by name: parameters, models, clock. */
  readonly question: Readonly<Record<string, string>>;
  readonly holdings: ReadonlyMap<string, ReadonlyMap<string, Column>>;
}

/** Outcomes that are compared of every holding; metrics of the scenario's own are compared beside them. */
const SKIPPED = /\//;

export function sampleOf(result: RunResult, label: string, stream: number): Sample {
  const { scenario, paths, digest } = result;
  return {
    label,
    scenario: scenario.name,
    seed: scenario.seed,
    stream,
    paths,
    digest,
    isRounded: false,
    question: questionOf(scenario),
    holdings: new Map(
      result.holdings.map(({ description, columns }) => [
        description.name,
        new Map(Object.entries(columns).filter(([name]) => !SKIPPED.test(name))),
      ]),
    ),
  };
}

/** What was asked, as facts by name: parameters, models, clock. */
export function questionOf(scenario: ScenarioDescription): Readonly<Record<string, string>> {
  const { clock, parameters, price, funding, holdings } = scenario;
  const facts: Record<string, string> = {
    clock: `${clock.steps} steps of ${clock.stepMinutes} minutes`,
    ...Object.fromEntries(parameters.map(({ name, value }) => [`parameter ${name}`, String(value)])),
  };
  const tell = (place: string, { name, options, parts }: typeof price): void => {
    facts[place] = name;
    for (const option of options) facts[`${place}.${option.name}`] = String(option.value);
    for (const [part, model] of Object.entries(parts)) tell(`${place}.${part}`, model);
  };
  tell('price', price);
  tell('funding', funding);
  for (const { name, model } of holdings) tell(`holding ${JSON.stringify(name)}`, model);
  return facts;
}
