import {
  dailyWithEmergency,
  drawsOf,
  finite,
  flag,
  leveragedToken,
  markovRegimes,
  perpetual,
  premiumRegimes,
  scenario,
  spot,
} from '../src/index.ts';
import { fit } from './fits/btc-regimes.ts';

const DRAWS = 40;
const draws = drawsOf(fit, DRAWS, 'not knowing');
const estimate = Object.fromEntries(
  Object.entries(fit.options).map(([name, { value }]) => [name, value]),
) as (typeof draws)[number];

/**
 * Six years of bitcoin tell its volatility well, how long calm and wild spells last less well, and its drift hardly at all. The
 * market of this scenario is fitted to them, and lived through once more with each of forty others that they do not rule out.
 */
export default scenario({
  question: 'How much of what a token may do in a year is luck, and how much is that nobody knows the market?',
  seed: 'not knowing',
  paths: 4_000,
  parameters: {
    days: finite(1, 3650, { default: 365, meaning: 'days held' }),
    driftIsKnown: flag({
      default: false,
      meaning: 'take both drifts to be 0 for certain, and only the rest to be unsure',
    }),
  },
  uncertain: { estimate, draws, pathsPerDraw: 1_000 },
  setting: ({ days, driftIsKnown }, market) => ({
    days,
    stepMinutes: 240,
    price: markovRegimes({ ...market, ...(driftIsKnown ? { calmDriftPerYear: 0, wildDriftPerYear: 0 } : {}) }),
    funding: premiumRegimes(),
    holdings: {
      '3x token': leveragedToken({ leverage: 3, rebalance: dailyWithEmergency() }),
      '-3x token': leveragedToken({ leverage: -3, rebalance: dailyWithEmergency() }),
      '2x perpetual': perpetual({ exposure: 2 }),
      spot: spot(),
    },
  }),
  answer: ({ uncertainty }, say) => {
    const { fromNotKnowing, median } = uncertainty!.holdings['3x token']!;
    return `Of the spread of a 3x token’s growth over the year, ${say.percent(fromNotKnowing, 'with error')} is not knowing the market; its middle may lie anywhere from ${say.multiple(median[0])} to ${say.multiple(median[1])}`;
  },
});
