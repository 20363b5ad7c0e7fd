import type { Clock } from '../engine/clock.ts';
import type { Model } from '../engine/model.ts';
import { math } from '../math/math.ts';
import { withParts } from './columns.ts';
import type { ResolvedScenario } from './scenario.ts';
import type { NamedHolding } from './setting.ts';
import { triggerReturns, volatilityPerYear } from './warnings.ts';

/** -zeta(1/2) / sqrt(2 pi): how far past a level a random walk is when it is first seen there, in its own deviations. */
const MEAN_OVERSHOOT = 0.5826;
const MINUTES_PER_YEAR = 525_600;
/** A list longer than this is not read. */
const MOST_BANDS = 3;

/**
 * What looking only at step ends does to triggers, as a sentence for the report; none where nothing is triggered, where the
 * market has a range inside its steps, or where no volatility is known.
 *
 * Broadie, Glasserman & Kou (1997), A continuity correction for discrete barrier options: a level looked at every dt acts as one
 * that lies 0.5826 volatility sqrt(dt) further out and is watched without pause.
 */
export function overshootNotes({ price, holdings, otherMarkets }: ResolvedScenario, clock: Clock): readonly string[] {
  const heldIn = (name?: string) => holdings.filter(({ market }) => market === name);
  const inFirst = otherMarkets.length === 0 ? '' : ' in the first coin';
  return [
    ...notesOn(price, heldIn(), inFirst, clock),
    ...otherMarkets.flatMap((other) => notesOn(other.price, heldIn(other.name), ` in “${other.name}”`, clock)),
  ];
}

function notesOn(price: Model, holdings: readonly NamedHolding[], place: string, clock: Clock): readonly string[] {
  const volatility = volatilityPerYear(price);
  const isTriggered = holdings.some(({ model }) => triggerReturns(model).length > 0);
  if (price.hasRange || volatility === 0 || !isTriggered) return [];
  const beyond = MEAN_OVERSHOOT * volatility * Math.sqrt(clock.stepYears);
  const tokens = holdings.flatMap(({ model }) => withParts(model)).filter(({ parts }) => parts.rebalance !== undefined);
  const bands = [...new Set(tokens.flatMap((token) => widened(token, beyond)))];
  const listed = bands.length > MOST_BANDS ? [...bands.slice(0, MOST_BANDS), 'and so on'] : bands;
  const minutes = clock.stepYears * MINUTES_PER_YEAR;
  const every = minutes >= 60 ? `${figure(minutes / 60)} h` : `${figure(minutes)} min`;
  return [
    `Triggers${place} are looked at every ${every}, when the price is on average ${figure(100 * beyond)} % past them (0.58 standard ` +
      `deviations of a step; Broadie, Glasserman & Kou 1997): stops and liquidations lie so much further out` +
      `${listed.length === 0 ? '' : `, and ${listed.join('; ')}`}.`,
  ];
}

/** `2x to 4x around 3x acts as 1.99x to 4.05x`, where a rule has limits on both sides of its target. */
function widened({ targetLeverage: target, parts }: Model, beyond: number): readonly string[] {
  const { low, high } = parts.rebalance!.limits(target);
  if (!(low > 1 || (low > 0 && target < 0)) || !(high > low) || target === 0) return [];
  const side = target < 0 ? -1 : 1;
  const seen = (limit: number) => {
    const log = math.log1p((side * limit - target) / (target * (1 - side * limit)));
    const past = math.expm1(log + (log < 0 ? -beyond : beyond));
    return Math.abs((target * (1 + past)) / (1 + target * past));
  };
  return [
    `${figure(low)}x to ${figure(high)}x around ${figure(target)}x acts as ${figure(seen(low))}x to ${figure(seen(high))}x`,
  ];
}

/** Three digits, without zeros at the end. */
const figure = (value: number): string => String(Number(value.toPrecision(3)));
