import {
  constantFunding,
  gbm,
  gbmWithGap,
  meanReverting,
  meanRevertingFunding,
  noFunding,
  oneOf,
  scenario,
  twoFactorFunding,
} from '../../src/index.ts';
import { cash, stillPrice } from '../models/still-market.ts';

export const prices = {
  still: () => stillPrice(),
  gbm: () => gbm({ driftPerYear: 0, volatilityPerYear: 0.8 }),
  gbmWithGap: () => gbmWithGap({ volatilityPerYear: 0.8, gapReturn: -0.4, gapDay: 45 }),
  meanReverting: () => meanReverting({ volatilityPerYear: 0.8, halfLifeDays: 5 }),
};
export const fundings = {
  none: () => noFunding(),
  constant: () => constantFunding({ fundingPerYear: 0.11 }),
  meanReverting: () =>
    meanRevertingFunding({ meanPerYear: 0.11, deviationPerYear: 0.3, halfLifeDays: 5, correlation: 0.3 }),
  twoFactor: () => twoFactorFunding(),
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
