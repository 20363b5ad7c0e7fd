import {
  chasingFlow,
  constantFunding,
  dailyWithEmergency,
  eitherMarket,
  finite,
  leveragedToken,
  math,
  perpetual,
  priceProcess,
  primaryMarket,
  scenario,
  secondaryMarket,
  spot,
  untilExit,
} from '../src/index.ts';

/**
 * A crash with aftershocks: a gap in one hour of a stated day, and volatility that is a multiple of itself from then on, fading.
 *
 *   v = volatility · (1 + (multiple - 1) · 2^(-(t - gap) / half-life)) after the gap,   E[S] unchanged outside the gap
 */
export const crashWithAftershocks = priceProcess({
  name: 'crashWithAftershocks',
  options: {
    volatilityPerYear: finite(0, 5, { default: 0.7, meaning: 'standard deviation of the log return over a calm year' }),
    gapReturn: finite(-0.9, 0, { default: -0.2, meaning: 'simple return of the gap' }),
    gapDay: finite(0.01, 3650, { default: 5.5, meaning: 'days from the start to the gap' }),
    aftershocks: finite(1, 50, { default: 7, meaning: 'volatility just after the gap, as a multiple of the calm one' }),
    halfLifeHours: finite(0.1, 8760, { default: 12, meaning: 'hours in which half of the aftershocks are over' }),
  },
  assumptions: ['The size of the gap, and how volatility fades after it, are round numbers after March 2020.'],
  draws: { z: 'normal' },
  state: { excess: 0, hasGapped: false },
  constants: ({ volatilityPerYear, gapReturn, gapDay, aftershocks, halfLifeHours }, { clock }) => ({
    spread: volatilityPerYear * Math.sqrt(clock.stepYears),
    gapLog: math.log1p(gapReturn),
    gapDay: gapDay - 1e-9,
    excess: aftershocks - 1,
    kept: math.exp((-Math.LN2 * 8760 * clock.stepYears) / halfLifeHours),
  }),
  step: (s, k, draw, at, _ports, math) => {
    const isGap = !s.hasGapped && at.days >= k.gapDay;
    const spread = k.spread * (1 + s.excess);
    s.shock = draw.z;
    s.logReturn = spread * (draw.z - 0.5 * spread) + (isGap ? k.gapLog : 0);
    s.simpleReturn = math.expm1(s.logReturn);
    s.excess = isGap ? k.excess : k.kept * s.excess;
    s.hasGapped = s.hasGapped || isGap;
  },
});

/** Redemption closes when everybody wants it: in the hour of a crash the fund rebalances, and the day's limit is soon gone. */
export default scenario({
  question: 'Could I get out on the day I wanted to?',
  seed: 'locked-in',
  parameters: {
    ...crashWithAftershocks.declaredOptions,
    blockedMinutes: finite(0, 10_080, {
      default: 120,
      meaning: 'minutes after a rebalance until the issuer deals again',
    }),
    totalLimitPerDay: finite(0, 10, {
      default: 0.1,
      meaning: 'share of the fund that may be redeemed a day; 0: no limit',
    }),
    panicSharePerDay: finite(0, 100, { default: 5, meaning: 'share of the fund that wants out a day after the crash' }),
    horizonDays: finite(1, 365, {
      default: 14,
      meaning: 'days held by those who cannot leave; two days beyond the gap at least',
    }),
  },
  setting: (p) => {
    const { volatilityPerYear, gapReturn, gapDay, aftershocks, halfLifeHours } = p;
    const { blockedMinutes, totalLimitPerDay, panicSharePerDay } = p;
    const of = leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() });
    const flow = chasingFlow({ panicSharePerDay, memoryDays: 1 });
    const limited = () => primaryMarket({ blockedMinutes, totalLimitPerDay, flow });
    const leaveOnDay = gapDay;
    return {
      // Long enough to see who is still in a day after the gap.
      days: Math.max(p.horizonDays, Math.ceil(gapDay) + 2),
      stepMinutes: 60,
      price: crashWithAftershocks({ volatilityPerYear, gapReturn, gapDay, aftershocks, halfLifeHours }),
      funding: constantFunding({ fundingPerYear: 0.11 }),
      holdings: {
        'out at once, at NAV': untilExit({ of, leaveOnDay }),
        'issuer, without limits': untilExit({ of, leaveOnDay, access: primaryMarket({ blockedMinutes }) }),
        'issuer, limits and panic': untilExit({ of, leaveOnDay, access: limited() }),
        exchange: untilExit({ of, leaveOnDay, access: secondaryMarket() }),
        either: untilExit({
          of,
          leaveOnDay,
          access: eitherMarket({ primary: limited(), secondary: secondaryMarket() }),
        }),
        'perp 3x, 10 % stop': untilExit({ of: perpetual({ exposure: 3, stopLoss: 0.1 }), leaveOnDay }),
        spot: spot(),
      },
    };
  },
  answer: ({ holdings }, say) => {
    const { refusedShare, lockedIn } = holdings['issuer, limits and panic']!.metrics;
    if ((lockedIn!.max ?? 0) === 0)
      return `Yes: nobody was still in a day later, though the issuer refused ${say.share(refusedShare!.mean)} of what was asked at once`;
    const { slippageOfWaiting } = holdings.exchange!.metrics;
    const stillIn = { value: lockedIn!.mean, standardError: lockedIn!.standardError };
    return (
      `The issuer refused ${say.share(refusedShare!.mean)} of what was asked at once, and ` +
      `${say.percent(stillIn, 'with error')} of holders were still in a day later; the exchange was open, at ` +
      `${say.share(-(slippageOfWaiting!.mean ?? Number.NaN))} below NAV`
    );
  },
});
