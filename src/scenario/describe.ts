import type { Clock } from '../engine/clock.ts';
import { elapsedDays, MINUTE_MS, YEAR_MS } from '../engine/clock.ts';
import type { Model } from '../engine/model.ts';
import type { OtherMarket } from '../engine/setup.ts';
import { describeClaim } from '../result/claim.ts';
import type {
  ClockDescription,
  DataDescription,
  MarketDescription,
  ModelDescription,
  ScenarioDescription,
  SweepDescription,
} from '../result/run-result.ts';
import { overshootNotes } from './overshoot.ts';
import type { Recordings } from './recording-tables.ts';
import { describeWindows, resampledMarket } from './resampling.ts';
import { resamplingNotes } from './resampling-notes.ts';
import type { ResolvedScenario } from './scenario.ts';
import type { ResolvedSweep } from './sweeps.ts';

/** The resolved scenario as plain data: what `--dry-run` prints, the report shows and workers must agree on. */
export function describeScenario(
  name: string,
  scenario: ResolvedScenario,
  clock: Clock,
  data: readonly DataDescription[] = [],
  recordings: Recordings = new Map(),
): ScenarioDescription {
  const { history } = scenario;
  const claims = Object.entries(scenario.claims);
  const market = resampledMarket(scenario.price, clock, recordings);
  const windows = market && describeWindows(market, scenario.paths);
  const notes = [
    ...overshootNotes(scenario, clock),
    ...(market === null ? [] : resamplingNotes(scenario.price, market, windows)),
  ];
  return {
    name,
    question: scenario.question,
    seed: scenario.seed,
    paths: scenario.paths,
    clock: describeClock(clock),
    parameters: scenario.parameters,
    price: describeModel(scenario.price),
    funding: describeModel(scenario.funding),
    ...(scenario.otherMarkets.length === 0 ? {} : { otherMarkets: scenario.otherMarkets.map(describeMarket) }),
    holdings: scenario.holdings.map(({ name: holding, model, market: coin }) => ({
      name: holding,
      ...(coin === undefined ? {} : { market: coin }),
      model: describeModel(model),
      family: model.family,
      targetLeverage: model.targetLeverage,
    })),
    ...(windows === null ? {} : { windows }),
    ...(history === null
      ? {}
      : { history: { price: describeModel(history.price), funding: describeModel(history.funding) } }),
    ...(scenario.uncertain === null ? {} : { uncertain: scenario.uncertain }),
    ...(scenario.sweep === null ? {} : { sweep: describeSweep(scenario.sweep) }),
    ...(scenario.regimes === null ? {} : { regimes: describeSweep(scenario.regimes) }),
    ...(scenario.duels.length === 0 ? {} : { duels: scenario.duels }),
    ...(claims.length === 0 ? {} : { claims: claims.map(([claim, stated]) => describeClaim(claim, stated)) }),
    ...(notes.length === 0 ? {} : { notes }),
    data,
  };
}

const describeMarket = ({ name, price, funding, loadings }: OtherMarket): MarketDescription => ({
  name,
  price: describeModel(price),
  funding: describeModel(funding),
  loadings,
});

function describeModel(model: Model): ModelDescription {
  return {
    kind: model.kind,
    name: model.name,
    options: model.options,
    parts: Object.fromEntries(Object.entries(model.parts).map(([name, part]) => [name, describeModel(part)])),
    sources: model.sources,
    assumptions: model.assumptions,
  };
}

const describeSweep = ({ axes, cells, paths }: ResolvedSweep): SweepDescription => ({
  axes,
  cells: cells.length,
  names: cells.flatMap(({ name }) => name ?? []),
  paths,
});

function describeClock(clock: Clock): ClockDescription {
  const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
  const isRecorded = clock.kind === 'recorded';
  return {
    kind: clock.kind,
    steps: clock.steps,
    stepMinutes: Math.round((clock.stepYears * YEAR_MS) / MINUTE_MS),
    days: elapsedDays(clock, clock.steps),
    from: isRecorded ? iso(clock.instantsMs[0]!) : null,
    to: isRecorded ? iso(clock.instantsMs[clock.steps]!) : null,
  };
}
