import { ScenarioError } from '../engine/errors.ts';
import { math } from '../math/math.ts';

const MINUTES_PER_YEAR = 525_600;
/** -zeta(1/2) / sqrt(2 pi): Broadie, Glasserman & Kou (1997), A continuity correction for discrete barrier options, th. 1.1. */
const MEAN_OVERSHOOT = 0.582_597_157_939_010_6;
/** Below this the drift can no longer be told from none in 53 bits, and both ways give the same eight digits. */
const LEAST_TILT = 1e-8;

export interface BandToken {
  /** Signed target, to which it returns in full. */
  readonly leverage: number;
  /** Edges, as |leverage|. */
  readonly low: number;
  readonly high: number;
}

export interface BandRenewal {
  /** That the price leaves upwards: over the low edge of a long above 1x, over the high one of a short. */
  readonly probabilityUp: number;
  readonly rebalancesPerYear: number;
  /** Of the log of the value, in the long run. */
  readonly growthPerYear: number;
}

/**
 * What a band token does in the long run, in closed form: on a geometric Brownian motion, seen without pause, without costs.
 *
 * From a rebalance on, value goes as 1 + L (X - 1) and leverage as l = L X / (1 + L (X - 1)), X being the price over that of
 * the rebalance. So it leaves the band where X = l (L - 1) / (L (l - 1)): once above, at ln X = u, once below, at ln X = d.
 * Every rebalance is a new beginning, so by the renewal theorem what happens a year is what happens from one to the next
 * over how long that takes. With drift n = drift - volatility² / 2 and a = 2 n / volatility², exp(-a ln X) is a martingale,
 * and ln X - n t is one:
 *
 *   P(up) = (1 - e^(-a d)) / (e^(-a u) - e^(-a d)),   E[time] = (P(up) u + P(down) d) / n
 *
 *   growth = (P(up) ln(1 + L (e^u - 1)) + P(down) ln(1 + L (e^d - 1))) / E[time]
 *
 * Without drift P(up) = -d / (u - d) and E[time] = -u d / volatility². Seen at the ends of steps only, a token acts as one
 * whose band is wider: see `discretisationShift`.
 */
export function bandRenewal(
  token: BandToken & { readonly driftPerYear: number; readonly volatilityPerYear: number },
): BandRenewal {
  const { leverage, driftPerYear, volatilityPerYear } = token;
  if (!(volatilityPerYear > 0)) {
    throw new ScenarioError([`bandRenewal: volatilityPerYear must be above 0; got ${volatilityPerYear}`]);
  }
  const { up, down } = edgesOf('bandRenewal', token);
  const variance = volatilityPerYear * volatilityPerYear;
  const drift = driftPerYear - 0.5 * variance;
  const tilt = (2 * drift) / variance;
  const isTilted = math.abs(tilt) * (up - down) > LEAST_TILT;
  const weightDown = math.expm1(-tilt * down);
  const probabilityUp = isTilted ? weightDown / (weightDown - math.expm1(-tilt * up)) : -down / (up - down);
  const mean = (atUp: number, atDown: number) => probabilityUp * atUp + (1 - probabilityUp) * atDown;
  const years = isTilted ? mean(up, down) / drift : (-up * down) / variance;
  const logValue = (x: number) => math.log1p(leverage * math.expm1(x));
  return {
    probabilityUp,
    rebalancesPerYear: 1 / years,
    growthPerYear: mean(logValue(up), logValue(down)) / years,
  };
}

export interface ShiftedBand {
  /** How far beyond an edge the price is on average when that is seen, as a log return. */
  readonly beyond: number;
  /** |leverage| at which a token watched without pause would act as this one does. */
  readonly low: number;
  readonly high: number;
}

/**
 * The band that a token really has when it looks at its leverage at the ends of steps only. By then the price has gone past
 * the edge, on average by 0.5826 volatility sqrt(dt) in logs, so that both edges lie so much further out (Broadie,
 * Glasserman & Kou 1997; good while that is small beside the width of the band). The higher one is infinite where the
 * fund would then be worth nothing.
 *
 *   bandRenewal({ ...market, ...token, ...discretisationShift({ ...token, volatilityPerYear, stepMinutes }) })
 */
export function discretisationShift(
  token: BandToken & { readonly volatilityPerYear: number; readonly stepMinutes: number },
): ShiftedBand {
  const { leverage, volatilityPerYear, stepMinutes } = token;
  const { up, down } = edgesOf('discretisationShift', token);
  const beyond = MEAN_OVERSHOOT * volatilityPerYear * math.sqrt(stepMinutes / MINUTES_PER_YEAR);
  const seen = [up + beyond, down - beyond].map((x) => {
    const value = 1 + leverage * math.expm1(x);
    return value > 0 ? math.abs((leverage * math.exp(x)) / value) : Number.POSITIVE_INFINITY;
  });
  return { beyond, low: Math.min(...seen), high: Math.max(...seen) };
}

/** Log prices, from a rebalance, at which |leverage| leaves the band. */
function edgesOf(owner: string, { leverage, low, high }: BandToken): { readonly up: number; readonly down: number } {
  const size = math.abs(leverage);
  // As the price rises a long tends to leverage 1, from above or from below, and never crosses it.
  const isReached = leverage > 1 ? low > 1 : leverage < 0 ? low > 0 : low > 0 && high < 1;
  if (!(low < size && size < high && isReached)) {
    throw new ScenarioError([
      `${owner}: the band must hold leverage and have edges that it can reach, both above 1 where it is, both below ` +
        `where it is, and above 0; got [${low}, ${high}] around ${leverage}`,
    ]);
  }
  const at = (edge: number) => {
    const held = leverage < 0 ? -edge : edge;
    const shareOfMost = edge === Number.POSITIVE_INFINITY ? 1 : held / (held - 1);
    return math.log((shareOfMost * (leverage - 1)) / leverage);
  };
  return { up: math.max(at(low), at(high)), down: math.min(at(low), at(high)) };
}
