import * as lab from '../../src/index.ts';
import { cash, stillPrice } from '../models/still-market.ts';

const { gbm, oneOf, scenario } = lab;
const jumps = { jumpMean: -0.01, jumpDeviation: 0.07 };
const volatile = { volatilityPerYear: 0.7, longRunVolatilityPerYear: 0.7, reversionPerYear: 5 };
const heston = () => lab.heston({ ...volatile, volatilityOfVariance: 1.5, correlation: -0.2 });
const fitted = { omega: 0.465, alpha: 0.0973, beta: 0.8744 };
const file = { file: 'made-up-bars.csv' };

/** Each as it is used: parameters of bitcoin, or near them. */
export const prices = {
  still: () => stillPrice(),
  gbm: () => gbm({ volatilityPerYear: 0.8 }),
  gbmWithGap: () => lab.gbmWithGap({ volatilityPerYear: 0.8, gapReturn: -0.4, gapDay: 45 }),
  meanReverting: () => lab.meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }),
  autoregressive: () => lab.autoregressive({ volatilityPerYear: 0.7, phi: -0.1 }),
  merton: () => lab.merton({ volatilityPerYear: 0.63, jumpsPerYear: 20, ...jumps }),
  kou: () => lab.kou({ volatilityPerYear: 0.5, jumpsPerYear: 60, upShare: 0.5, upMean: 0.03, downMean: 0.04 }),
  hawkesJumps: () =>
    lab.hawkesJumps({ volatilityPerYear: 0.63, jumpsPerYear: 17, branching: 0.15, halfLifeDays: 0.7, ...jumps }),
  heston,
  bates: () => lab.bates({ of: heston(), jumpsPerYear: 12, ...jumps }),
  roughVolatility: () =>
    lab.roughVolatility({ volatilityPerYear: 0.7, hurst: 0.1, logVarianceDeviation: 1.5, correlation: -0.3 }),
  garch: () => lab.garch(fitted),
  garchT: () => lab.garch({ ...fitted, degreesOfFreedom: 3.2 }),
  gjrGarch: () => lab.gjrGarch({ ...fitted, gamma: 0.01 }),
  egarch: () => lab.egarch({ omega: 0.0537, alpha: 0.177, gamma: 0.004, beta: 0.97 }),
  studentT: () => lab.studentT({ volatilityPerYear: 0.7, degreesOfFreedom: 3 }),
  markovRegimes: () =>
    lab.markovRegimes({ calmVolatilityPerYear: 0.33, calmDays: 6.6, wildVolatilityPerYear: 1.07, wildDays: 3.7 }),
  crowded: () => lab.crowded({ of: gbm({ volatilityPerYear: 0.8 }), feedback: 0.2 }),
  bridged: () => lab.bridged({ of: gbm({ volatilityPerYear: 0.8 }) }),
  blockBootstrap: () => lab.blockBootstrap(file),
  filteredHistorical: () => lab.filteredHistorical(file),
};
export const fundings = {
  none: () => lab.noFunding(),
  constant: () => lab.constantFunding({ fundingPerYear: 0.11 }),
  meanReverting: () =>
    lab.meanRevertingFunding({ meanPerYear: 0.11, deviationPerYear: 0.3, halfLifeDays: 5, correlation: 0.3 }),
  twoFactor: () => lab.twoFactorFunding(),
  premiumRegimes: () => lab.premiumRegimes(),
  returnDriven: () => lab.returnDriven(),
};
const namesOf = <N extends string>(models: Readonly<Record<N, unknown>>) => Object.keys(models) as N[];

/** A market with one process of each kind and nothing but cash in it: what each process adds to a path-step. */
export default scenario({
  question: 'What does a process cost?',
  paths: 1_000,
  parameters: {
    price: oneOf(namesOf(prices), { default: 'still', meaning: 'price process' }),
    funding: oneOf(namesOf(fundings), { default: 'none', meaning: 'funding process' }),
  },
  setting: ({ price, funding }) => ({
    days: 90,
    stepMinutes: 60,
    price: prices[price](),
    funding: fundings[funding](),
    holdings: { cash: cash() },
  }),
});
