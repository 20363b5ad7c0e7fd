import { finite, flag, oneOf, whole } from '../../engine/options.ts';
import { everyHoursUtc } from '../../engine/schedule.ts';

const HOUR_MS = 3_600_000;

/** Hours of the interval in which venues quote funding. */
const QUOTED_HOURS = 8;
/** Intervals of 8 hours in a year. */
export const QUOTED_PER_YEAR = 1095;

/**
 * Options of every stochastic funding process: how its latent rate becomes the rate that is charged. Numbers are those of
 * Binance's USDT-margined BTC contract: interest 0.01 % per 8 h and a dead zone of 0.05 % (funding FAQ 360033525031), and
 * the largest rates ever charged, 0.30 % per 8 h either way, 2019-09 to 2023-12. Those of other venues are in `venues/`.
 */
export const settlementOptions = {
  stampHours: oneOf([8, 4, 2, 1], { default: 8, meaning: 'hours between funding stamps' }),
  firstStampHour: whole(0, 7, {
    default: 0,
    meaning: 'hour of the day, UTC, of a stamp from which the others are counted',
  }),
  throughPremium: flag({
    default: false,
    meaning: 'treat the process as the premium P and charge P + clamp(interest - P, ± dead zone)',
  }),
  interestPer8h: finite(-0.01, 0.01, {
    default: 0.0001,
    meaning: 'interest part of funding per 8 h; used with throughPremium',
  }),
  deadZonePer8h: finite(0, 0.05, {
    default: 0.0005,
    meaning: 'half-width of the clamp per 8 h; used with throughPremium',
  }),
  capPer8h: finite(0, 1, { default: 0.003, meaning: 'largest |rate| charged per 8 h, as a fraction of notional' }),
};

export interface SettlementValues {
  readonly stampHours: 8 | 4 | 2 | 1;
  readonly firstStampHour: number;
  readonly throughPremium: boolean;
  readonly interestPer8h: number;
  readonly deadZonePer8h: number;
  readonly capPer8h: number;
}

/** When the settlement's stamps fall due: the calendar of every process that is settled. */
export function settlementCalendar({ stampHours, firstStampHour }: SettlementValues) {
  return { stamps: { ...everyHoursUtc(stampHours), phaseMs: firstStampHour * HOUR_MS } };
}

/** The settlement's constants, to be spread into a process's own. A dead zone of 0 leaves the latent rate as it is. */
export function settlementConstants(values: SettlementValues) {
  return {
    interest: values.interestPer8h,
    deadZone: values.throughPremium ? values.deadZonePer8h : 0,
    cap: values.capPer8h,
    stampShare: values.stampHours / QUOTED_HOURS,
  };
}

/**
 * The rate charged for a latent premium, both per 8 h: F = P + clamp(I - P, ± dead zone), then the cap. With I = 0.01 %
 * and a dead zone of 0.05 %, every premium from -0.04 % to 0.06 % is charged exactly 0.01 %.
 */
export const settledPer8h = (premium: number, interest: number, deadZone: number, cap: number): number => {
  const pull = interest - premium;
  const clamped = pull > deadZone ? deadZone : pull < -deadZone ? -deadZone : pull;
  const rate = premium + clamped;
  return rate > cap ? cap : rate < -cap ? -cap : rate;
};

/** Stamps are counted from one that lies within the first interval of the day. */
export function stampProblems({ stampHours, firstStampHour }: SettlementValues): string[] {
  if (firstStampHour < stampHours) return [];
  return [`firstStampHour must be below stampHours; got ${firstStampHour} and ${stampHours}`];
}

/** A mean beyond the cap is never charged: the cap would quietly be the mean. */
export function settlementProblems(values: SettlementValues & { readonly meanPerYear: number }): string[] {
  const { meanPerYear, capPer8h } = values;
  const isCharged = Math.abs(meanPerYear / QUOTED_PER_YEAR) <= capPer8h;
  return [
    ...stampProblems(values),
    ...(isCharged ? [] : [`|meanPerYear| / 1095 must be at most capPer8h; got ${meanPerYear} / 1095 and ${capPer8h}`]),
  ];
}
