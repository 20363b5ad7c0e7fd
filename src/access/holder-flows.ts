import { holderFlow } from '../engine/define.ts';
import { finite } from '../engine/options.ts';
import { math } from '../math/math.ts';

/**
 * Other holders who run after the past: they come when the fund has risen, leave when it has fallen, and leave in a hurry
 * after a crash.
 *
 *   trend[t+1] = kept · trend[t] + log(value[t+1] / value[t]),   kept = 2^(-step / half-life)
 *   subscribed = (turnover + chase · max(0, trend)) · step,   redeemed = (turnover + flee · max(0, -trend)) · step
 *
 * with the step in days; shares of the units outstanding, never more than all of them. While the trend is below `panicBelow`,
 * `panicSharePerDay` is redeemed a day on top, and nobody comes.
 */
export const chasingFlow = holderFlow({
  name: 'chasingFlow',
  options: {
    turnoverPerDay: finite(0, 1, {
      default: 0.01,
      meaning: 'share of the units that comes, and that leaves, on any day',
    }),
    chasePerDay: finite(0, 10, { default: 0.1, meaning: 'share that comes a day, per unit of log return in memory' }),
    fleePerDay: finite(0, 10, { default: 0.1, meaning: 'share that leaves a day, per unit of log loss in memory' }),
    memoryDays: finite(0.01, 3650, { default: 7, meaning: 'days in which half of a past return is forgotten' }),
    panicBelow: finite(-20, 0, {
      default: -0.5,
      meaning: 'log return in memory below which holders panic: -0.5 is a loss of 39 %',
    }),
    panicSharePerDay: finite(0, 100, { default: 0.5, meaning: 'share that wants out a day while they panic' }),
  },
  sources: ['Sirri, E. & Tufano, P. (1998), Costly search and mutual fund flows (flows follow past returns)'],
  assumptions: ['No flows of leveraged tokens are published; the numbers of the flow are assumed.'],
  state: { trend: 0, lastValue: 1 },
  constants: (options, { clock }) => {
    const stepDays = 365 * clock.stepYears;
    return {
      kept: math.exp((-Math.LN2 * stepDays) / options.memoryDays),
      turnover: options.turnoverPerDay * stepDays,
      chase: options.chasePerDay * stepDays,
      flee: options.fleePerDay * stepDays,
      panicBelow: options.panicBelow,
      panic: options.panicSharePerDay * stepDays,
    };
  },
  begin: (s, _k, _draw, _at, ports) => {
    s.lastValue = ports.held.value;
  },
  step: (s, k, _draw, _at, ports, math) => {
    const value = ports.held.value;
    const isAlive = value > 0 && s.lastValue > 0;
    s.trend = k.kept * s.trend + (isAlive ? math.logRatio(value, s.lastValue) : 0);
    s.lastValue = value;
    const isPanic = isAlive && s.trend < k.panicBelow;
    const comes = isPanic || !isAlive ? 0 : k.turnover + k.chase * math.max(0, s.trend);
    const leaves = isAlive ? k.turnover + k.flee * math.max(0, -s.trend) + (isPanic ? k.panic : 0) : 0;
    s.subscribed = math.min(1, comes);
    s.redeemed = math.min(1, leaves);
  },
});

export const examples = [
  chasingFlow(),
  chasingFlow({ memoryDays: 1, panicBelow: -0.05, panicSharePerDay: 5, chasePerDay: 2, fleePerDay: 2 }),
];
