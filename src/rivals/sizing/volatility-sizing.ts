import { positionSizing } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';
import { math } from '../../math/math.ts';

const DAYS_PER_YEAR = 365;

/**
 * As large as keeps the volatility of equity at a target, by an exponentially weighted estimate of the market's:
 *
 *   notional = min(target / estimate, most) · equity,   estimate² = kept · estimate² + (1 - kept) · return² / dt
 */
export const volatilitySizing = positionSizing({
  name: 'volatilitySizing',
  options: {
    targetPerYear: finite(0.001, 10, { meaning: 'volatility a year that equity shall have' }),
    usualPerYear: finite(0.01, 10, {
      default: 0.7,
      meaning: 'the estimate at the start: volatility of log returns a year',
    }),
    memoryDays: finite(0.1, 3650, { default: 11, meaning: 'half-life of the estimate; 11 days is 0.94 a day' }),
    most: finite(0, 100, { default: 5, meaning: 'largest notional per unit of equity' }),
  },
  sources: [
    'J.P. Morgan (1996), RiskMetrics technical document, ch. 5 (the estimate, with 0.94 a day)',
    'Moreira, A. & Muir, T. (2017), Volatility-managed portfolios (there by variance; here by its root)',
  ],
  state: { variancePerYear: 0 },
  constants: ({ targetPerYear, usualPerYear, memoryDays, most }, { clock }) => ({
    target: targetPerYear,
    usual: usualPerYear * usualPerYear,
    kept: math.exp((-Math.LN2 * DAYS_PER_YEAR * clock.stepYears) / memoryDays),
    stepsPerYear: 1 / clock.stepYears,
    most,
  }),
  begin: (s, k) => {
    s.variancePerYear = k.usual;
  },
  step: (s, k, _draw, _at, ports, math) => {
    const x = ports.price.logReturn;
    s.variancePerYear = k.kept * s.variancePerYear + (1 - k.kept) * (x * x) * k.stepsPerYear;
    const estimate = math.sqrt(s.variancePerYear);
    s.exposure = k.target < k.most * estimate ? k.target / estimate : k.most;
  },
});

export const examples = [
  volatilitySizing({ targetPerYear: 1.2 }),
  volatilitySizing({ targetPerYear: 0.5, memoryDays: 2 }),
];
