import type { Part } from '../../engine/contracts.ts';
import { priceProcess } from '../../engine/define.ts';
import { gbm } from './gbm.ts';
import { gbmWithGap } from './gbm-with-gap.ts';
import { meanReverting } from './mean-reverting.ts';

const HAS_A_RANGE_OR_A_RECORD = /^(recorded|blockBootstrap|rollingWindow|bridged)/;

/** The first of a price and all it is made of whose inside is known, or is nobody’s to make up. */
function knownInside(price: Part): Part | undefined {
  if (HAS_A_RANGE_OR_A_RECORD.test(price.name)) return price;
  return Object.values(price.parts)
    .map(knownInside)
    .find((part) => part !== undefined);
}

/**
 * Another price, with the highest and the lowest that it was inside each step: between its ends the log price is taken for a
 * Brownian bridge, so that triggers are met as if the price were watched without pause.
 *
 *   high = (c + rise) / 2,   low = (c - fall) / 2,   rise = sqrt(c² - 2 ln u),   c = (logReturn - jump) / sqrt(variance)
 *
 * in standard deviations of the step; u is uniform. `fall` has the law of `rise`, but who has been high was not as low: it is
 * drawn given `rise`. With w = rise + fall, twice the range, reflections at both barriers give
 *
 *   P(fall > f | rise) = 1/rise · sum over j = 1, 2, … of j g(c + jw) + j g(jw - c) - (j + 1) g(rise + jw) - j g(f + jw)
 *
 * with g(y) = y exp((rise² - y²) / 2). It is solved by Newton’s method, on a scale that makes it nearly straight: away from the
 * ends, what comes before the maximum and what comes after it fall independently, by exponential laws, and x =
 * exp(-rise (fall - |c|)) solves 1 - P = (1 - x) (1 - x exp(-2 rise |c|)). Three terms and three steps leave an error in P of
 * 6e-6 on average, of 7e-3 at most, where the whole range is small; the highest is exact.
 *
 * The first price of a step is the last of the step before; a jump comes at the end, after the bridge: only the step’s end
 * sees it. Closes are those of the other price, to the bit. Where the variance is 0 the two ends are the range.
 *
 * Exact, at any step, where the continuous part is Brownian inside the step. Of a log price that is pulled back at a rate k,
 * the variance is below volatility² dt by the share k dt, and of the steps that touch a level and turn back two thirds of that
 * share are missed: 0.4 % at hourly steps and a half-life of five days.
 */
export const bridged = priceProcess({
  name: 'bridged',
  hasRange: true,
  options: {},
  takes: { of: 'price' } as const,
  sources: [
    'Glasserman, P. (2004), Monte Carlo Methods in Financial Engineering, section 6.4 (maximum of a Brownian bridge)',
    'Borodin, A. & Salminen, P. (2002), Handbook of Brownian Motion, part II, 1.1.15.8 (both extremes and the end)',
  ],
  assumptions: [
    'Inside a step the log price is a Brownian bridge. What a trade inside a step leaves of it is seen at its end only.',
  ],
  check: (_options, { of }) => {
    const known = knownInside(of!);
    if (known === undefined) return [];
    const got = known === of ? known.name : `${of!.name} made of ${known.name}`;
    return [`of must be a generated price that has no range yet: a bridge is no record of what happened; got ${got}`];
  },
  draws: { peak: 'uniform', trough: 'uniform' },
  constants: () => ({}),
  step: (s, _k, draw, _at, ports, math) => {
    s.shock = ports.of.shock;
    s.logReturn = ports.of.logReturn;
    s.simpleReturn = ports.of.simpleReturn;
    s.variance = ports.of.variance;
    s.jump = ports.of.jump;
    s.row = ports.of.row;

    const moved = ports.of.logReturn - ports.of.jump;
    const reached = ports.of.jump === 0 ? ports.of.simpleReturn : math.expm1(moved);
    s.highReturn = math.max(0, reached);
    s.lowReturn = math.min(0, reached);

    if (ports.of.variance > 0) {
      const spread = math.sqrt(ports.of.variance);
      const c = moved / spread;
      const size = math.abs(c);
      const rise = math.sqrt(c * c - 2 * math.log(draw.peak));

      // ln x of the fall that is looked for, and where it can lie: hardly any range is below half a deviation.
      const far = math.exp(-2 * rise * size);
      const near = (1 - far) * (1 - far);
      const wanted = math.log((2 * draw.trough) / (1 + far + math.sqrt(near + 4 * far * (1 - draw.trough))));
      const least = math.max(size, 1 - rise);
      const most = size + math.sqrt(-2 * math.log(draw.trough)) + 1.4;
      const scale = math.exp((rise * rise - c * c) / 2);
      let fall = math.max(least, math.min(most, size - wanted / rise + 0.25 / (rise * rise * rise)));
      for (let step = 0; step < 3; step++) {
        const w = rise + fall;
        // exp((rise² - y²) / 2) for each y of the sum: what the first has, and what the ratio to the next begins with.
        const byRise = math.exp((-w * rise) / 2);
        const byFall = math.exp((-w * fall) / 2);
        const fading = byRise * byRise * byFall * byFall;
        const ratioMirrored = math.exp(-w * (w / 2 - size));
        const ratioEnd = fading / math.max(1e-300, ratioMirrored);
        const ratioRise = byRise * byRise * byRise * byFall;
        const ratioFall = byRise * byFall * byFall * byFall;
        let atEnd = scale * ratioEnd;
        let atMirrored = scale * ratioMirrored;
        let atRise = ratioRise;
        let atFall = byFall * byFall * byFall * byFall;
        let faded = 1;
        let sum = 0;
        let slope = 0;
        for (let j = 1; j < 4; j++) {
          const yEnd = j * w + size;
          const yMirrored = j * w - size;
          const yRise = j * w + rise;
          const yFall = j * w + fall;
          sum += j * (yEnd * atEnd + yMirrored * atMirrored - yFall * atFall) - (j + 1) * yRise * atRise;
          slope +=
            j * j * ((1 - yEnd * yEnd) * atEnd + (1 - yMirrored * yMirrored) * atMirrored) -
            j * (j + 1) * ((1 - yRise * yRise) * atRise + (1 - yFall * yFall) * atFall);
          faded *= fading;
          atEnd *= ratioEnd * faded;
          atMirrored *= ratioMirrored * faded;
          atRise *= ratioRise * faded;
          atFall *= ratioFall * faded;
        }
        const share = math.max(1e-300, math.min(1, sum / rise));
        const root = math.sqrt(near + 4 * far * (1 - share));
        const x = (2 * share) / (1 + far + root);
        const beyond = ((math.log(x) - wanted) * x * root) / math.min(-1e-300, slope / rise);
        fall = math.max(least, math.min(most, fall - beyond));
      }
      s.highReturn = math.max(s.highReturn, math.expm1((spread * (c + rise)) / 2));
      s.lowReturn = math.min(s.lowReturn, math.expm1((spread * (c - fall)) / 2));
    }
  },
});

export const examples = [
  bridged({ of: gbm({ volatilityPerYear: 0.8 }) }),
  bridged({ of: gbmWithGap({ volatilityPerYear: 0.6, gapReturn: -0.4, gapDay: 1 }) }),
  bridged({ of: meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }) }),
  bridged({ of: gbm({ volatilityPerYear: 0 }) }),
];
