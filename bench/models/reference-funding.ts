import { math as arithmetic, finite, fundingProcess } from '../../src/index.ts';
import { fundingStamps } from './calendar.ts';

/**
 * The reference workloads' funding: an Ornstein–Uhlenbeck rate per stamp, capped when it is charged.
 *
 *   gap[t+1] = keep gap[t] + withPrice z_price + own z,   rate = clamp(mean + gap, ± cap),   keep = exp(-pull dt)
 *
 * The peers' own form: the two shocks of a step have the correlation itself, not its exact value over a step.
 */
export const referenceFunding = fundingProcess({
  name: 'referenceFunding',
  options: {
    meanPerStamp: finite(-0.01, 0.01, {
      meaning: 'long-run mean, a fraction of notional a stamp; positive: longs pay',
    }),
    deviationPerStamp: finite(0, 0.1, { meaning: 'long-run standard deviation of the rate, in the same unit' }),
    pullPerYear: finite(0.01, 10_000, { meaning: 'share of a gap to the mean that closes, per year' }),
    correlation: finite(-1, 1, { meaning: 'of the rate’s shocks with those of the price' }),
    capPerStamp: finite(0, 1, { meaning: 'largest |rate| charged at a stamp' }),
  },
  draws: { z: 'normal' },
  state: { gap: 0 },
  calendar: () => ({ stamps: fundingStamps }),
  constants: ({ meanPerStamp, deviationPerStamp, pullPerYear, correlation, capPerStamp }, { clock }) => {
    const keep = arithmetic.exp(-pullPerYear * clock.stepYears);
    const spread = deviationPerStamp * Math.sqrt(1 - keep * keep);
    return {
      mean: meanPerStamp,
      keep,
      withPrice: spread * correlation,
      own: spread * Math.sqrt(1 - correlation * correlation),
      cap: capPerStamp,
    };
  },
  step: (s, k, draw, at, ports) => {
    s.gap = k.keep * s.gap + (k.withPrice * ports.price.shock + k.own * draw.z);
    s.rate = 0;
    if (at.stamps > 0) {
      const latent = k.mean + s.gap;
      const capped = latent > k.cap ? k.cap : latent < -k.cap ? -k.cap : latent;
      s.rate = at.stamps * capped;
    }
  },
});
