import { missingStamps, stampOffsetMinutes } from '../data/align.ts';
import type { Rates } from '../data/contracts.ts';
import { stampsLacking } from '../data/whole-days.ts';
import type { Clock } from '../engine/clock.ts';
import type { Model } from '../engine/model.ts';
import { math } from '../math/math.ts';
import { withParts } from './columns.ts';
import type { Recordings } from './recording-tables.ts';
import { requestKey } from './recording-tables.ts';
import { deviationOfRows, isResampled, resampledMarket, resampledRequest } from './resampling.ts';
import type { ResolvedScenario } from './scenario.ts';

/** A trigger nearer than so many standard deviations of a step is often jumped over. */
const COARSE_DEVIATIONS = 4;
const FUNDING_STAMP_MINUTES = 480;

/** What a careful reader should be told about a run before its numbers: full sentences, for the report. */
export function scenarioWarnings(
  scenario: ResolvedScenario,
  clock: Clock,
  recordings: Recordings = new Map(),
): readonly string[] {
  return [
    ...coarseTriggers(scenario, clock, recordings),
    ...stopsNeverMet(scenario),
    ...sizedForAnother(scenario),
    ...lostCorrelation(scenario),
    ...missingFunding(scenario, clock, recordings),
  ];
}

/**
 * Without prices inside the step, a trigger is seen, and filled, only at the step's end. Where a step moves the price by a
 * good part of the way to it, triggers fire late: the report must say so.
 */
function coarseTriggers(scenario: ResolvedScenario, clock: Clock, recordings: Recordings): readonly string[] {
  const resampled = resampledMarket(scenario.price, clock, recordings);
  return scenario.holdings.flatMap(({ name, model, market }) => {
    const other = scenario.otherMarkets.find((each) => each.name === market);
    const { price } = other ?? scenario;
    if (price.hasRange) return [];
    const perStep =
      resampled === null || other !== undefined
        ? volatilityPerYear(price) * Math.sqrt(clock.stepYears)
        : deviationOfRows(resampled);
    const distance = Math.min(...triggerReturns(model).map((simple) => Math.abs(math.log1p(simple))));
    if (!(distance < COARSE_DEVIATIONS * perStep)) return [];
    const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
    return [
      `“${name}” acts when the price has moved ${percent(distance)}, and one step moves it ${percent(perStep)}: ` +
        'its triggers are seen late, at the end of a step. Take a shorter step.',
    ];
  });
}

/** Options of a perpetual by which its liquidation moves away from where it was at entry, or leaves a part of it open. */
const MOVES_LIQUIDATION = ['topUpBelow', 'rebalanceHours', 'partialLiquidation'];

/** A stop that a perpetual, at any depth of a holding, would meet only after it has been liquidated. */
function stopsNeverMet({ holdings }: ResolvedScenario): readonly string[] {
  return holdings.flatMap(({ name, model }) => {
    const found = withParts(model).flatMap((part) => {
      const [liquidation, ...others] = part.triggers;
      const isMoved = MOVES_LIQUIDATION.some((option) => Boolean(optionOf(part, option)));
      if (!isLonePerpetual(part) || liquidation === undefined || isMoved) return [];
      const stop = Math.sign(liquidation) * Number(optionOf(part, 'stopLoss') ?? 0);
      // A trailing stop is declared as well, but follows the price to where liquidation is further away.
      if (!others.includes(stop) || Math.abs(stop) < Math.abs(liquidation)) return [];
      const percent = (simple: number) => `${Number((100 * Math.abs(simple)).toFixed(1))} %`;
      return [
        `“${name}”: its stop at ${percent(stop)} lies beyond liquidation at ${percent(liquidation)}: it is never met.`,
      ];
    });
    return [...new Set(found)];
  });
}

/** A trader whose sizing takes its stop to be where it is not: what is at risk is then another sum. */
function sizedForAnother({ holdings }: ResolvedScenario): readonly string[] {
  return holdings.flatMap(({ name, model }) =>
    withParts(model).flatMap((part) => {
      const stop = optionOf(part, 'stopLoss');
      const sizedFor = part.parts.sizing === undefined ? undefined : optionOf(part.parts.sizing, 'stop');
      if (typeof stop !== 'number' || typeof sizedFor !== 'number' || stop === sizedFor) return [];
      const percent = (move: number) => `${Number((100 * move).toFixed(1))} %`;
      return [
        `“${name}” is sized for a stop at ${percent(sizedFor)}, and has ${stop === 0 ? 'none' : `one at ${percent(stop)}`}: it risks another sum.`,
      ];
    }),
  );
}

/** One that holds nothing else, whose triggers would be among its own, and is opened at full size. */
function isLonePerpetual({ kind, family, parts }: Model): boolean {
  const isLone = Object.values(parts).every((part) => part.kind !== 'holding' && part.kind !== 'sizing');
  return kind === 'holding' && family === 'perpetual' && isLone;
}

const optionOf = ({ options }: Model, option: string) => options.find(({ name }) => name === option)?.value;

/** The largest that a price process, or any that it is made of, has in a typical year; 0 where none is known. */
export function volatilityPerYear(price: Model): number {
  const processes = withParts(price).filter(({ kind }) => kind === 'price');
  return Math.max(...processes.map((process) => process.volatilityPerYear()));
}

/**
 * Simple returns, from a fresh position, at which a holding acts, or its rule, or a holding that it holds; empty where none
 * ever does.
 */
export function triggerReturns({ targetLeverage: target, parts, triggers }: Model): readonly number[] {
  const limits = parts.rebalance?.limits(target) ?? { low: 0, high: 0 };
  const side = target < 0 ? -1 : 1;
  const ofRule = [limits.low, limits.high]
    .filter((limit) => limit > 0 && limit !== 1 && target !== 0)
    .map((limit) => (side * limit - target) / (target * (1 - side * limit)));
  const ofHeld = Object.values(parts)
    .filter(({ kind }) => kind === 'holding')
    .flatMap(triggerReturns);
  return [...ofRule, ...triggers, ...ofHeld].filter((simple) => simple > -1);
}

/** A recorded price has no shock of its own for funding to be correlated with. */
function lostCorrelation({ price, funding }: ResolvedScenario): readonly string[] {
  const isCorrelated = funding.options.some(({ name, value }) => /correlation$/i.test(name) && value !== 0);
  return (price.recording !== undefined || resampledRequest(price) !== undefined) && isCorrelated
    ? [
        `The price is recorded, or made of a recording: ${funding.name} cannot be correlated with it, and moves less than its deviation says.`,
      ]
    : [];
}

function missingFunding(scenario: ResolvedScenario, clock: Clock, recordings: Recordings): readonly string[] {
  const request = scenario.funding.recording;
  const rates = request === undefined ? undefined : (recordings.get(requestKey(request)) as Rates | undefined);
  if (rates === undefined) return [];
  const fromMs = clock.instantsMs[0]!;
  const toMs = clock.instantsMs[clock.steps]!;
  const market = isResampled(scenario.funding) ? resampledMarket(scenario.price, clock, recordings) : null;
  const stampMinutes = FUNDING_STAMP_MINUTES;
  const offsetMinutes = stampOffsetMinutes(rates, stampMinutes);
  const missing =
    market === null
      ? missingStamps(rates, { fromMs, toMs, stampMinutes, offsetMinutes })
      : stampsLacking(rates, market.rows, stampMinutes, offsetMinutes);
  const ofAll = market === null ? '' : ` in the ${market.rows.days.length} days that are resampled`;
  return missing === 0
    ? []
    : [`The funding recording lacks ${missing} of its eight-hourly stamps${ofAll}; there, no funding is charged.`];
}
