import { marketAccess } from '../engine/define.ts';
import { finite } from '../engine/options.ts';
import { math } from '../math/math.ts';

const MINUTES_PER_YEAR = 525_600;

/**
 * An exchange on which the token itself is traded, at a premium over or a discount to the fund's own value.
 *
 *   premium[t+1] = kept · premium[t] + deviation · sqrt(1 - kept²) · z + lean,   kept = 2^(-step / half-life)
 *
 * in logs. The transition is exact for any step, and `deviation` is the premium's own in the long run. It begins at 0. In a
 * step in which the fund rebalances or is halted, no arbitrage holds the premium: `closedDeviation` pushes it instead, it leans
 * with the fund's side of the price's move (`leanPerReturn`: in a crash those who want out of a long token have only each
 * other), and the spread is wider. Bought at value · e^premium · (1 + half spread), sold at value · e^premium · (1 - half
 * spread), and the exchange's fee on either. Closed while dealing is halted, and once the fund has ended; no limit else.
 */
export const secondaryMarket = marketAccess({
  name: 'secondaryMarket',
  options: {
    tradingFee: finite(0, 0.05, { default: 0.001, meaning: 'fraction of the money paid or received, as for spot' }),
    halfSpread: finite(0, 0.2, { default: 0.002, meaning: 'from the middle of the market to either price' }),
    deviation: finite(0, 0.2, {
      default: 0.002,
      meaning: 'standard deviation of the log premium while the issuer deals',
    }),
    halfLifeMinutes: finite(1, 525_600, {
      default: 15,
      meaning: 'minutes in which half of a premium is expected to go',
    }),
    closedDeviation: finite(0, 0.5, {
      default: 0.02,
      meaning: 'the deviation that pushes the premium in a step in which the issuer is closed',
    }),
    leanPerReturn: finite(0, 1, {
      default: 0.1,
      meaning: "log premium gained per unit of the price's log return, on the fund's side, in such a step",
    }),
    closedHalfSpread: finite(0, 0.2, { default: 0.005, meaning: 'half of the spread in such a step' }),
  },
  sources: [
    'KuCoin support 900005636003, Price Mechanism (the order book sets the price; arbitrage through the primary market closes gaps)',
    'github.com/jadensutton/leveraged-token-arb, backtest.py (spread 0.4 %, fee 0.1 % of Binance’s tokens)',
  ],
  assumptions: [
    'No history of premiums is published: deviation, half-life, and what happens while the issuer is closed are assumed.',
    'The exchange takes orders of any size at its price.',
  ],
  check: ({ halfSpread, closedHalfSpread, deviation, closedDeviation }) => [
    ...(closedHalfSpread < halfSpread
      ? [`closedHalfSpread must be at least halfSpread; got ${closedHalfSpread} and ${halfSpread}`]
      : []),
    ...(closedDeviation < deviation
      ? [`closedDeviation must be at least deviation; got ${closedDeviation} and ${deviation}`]
      : []),
  ],
  draws: { z: 'normal' },
  state: { premium: 0 },
  constants: (options, { clock, targetLeverage }) => {
    const kept = math.exp((-Math.LN2 * MINUTES_PER_YEAR * clock.stepYears) / options.halfLifeMinutes);
    const push = Math.sqrt(1 - kept * kept);
    return {
      kept,
      push: push * options.deviation,
      closedPush: push * options.closedDeviation,
      lean: (targetLeverage < 0 ? -1 : 1) * options.leanPerReturn,
      feeKept: 1 - options.tradingFee,
      halfSpread: options.halfSpread,
      closedHalfSpread: options.closedHalfSpread,
    };
  },
  begin: (s, k) => {
    s.buyKept = k.feeKept / (1 + k.halfSpread);
    s.sellKept = k.feeKept * (1 - k.halfSpread);
  },
  step: (s, k, draw, _at, ports, math) => {
    const isClosed = ports.held.isRebalancing || ports.held.isHalted;
    const lean = isClosed ? k.lean * ports.price.logReturn : 0;
    s.premium = k.kept * s.premium + (isClosed ? k.closedPush : k.push) * draw.z + lean;
    const half = isClosed ? k.closedHalfSpread : k.halfSpread;
    const middle = math.exp(s.premium);
    s.buyKept = k.feeKept / (middle * (1 + half));
    s.sellKept = middle * (1 - half) * k.feeKept;
    const isOpen = ports.held.value > 0 && !ports.held.isHalted;
    s.canBuy = isOpen;
    s.canSell = isOpen;
  },
});

export const examples = [
  secondaryMarket(),
  secondaryMarket({ deviation: 0.02, halfLifeMinutes: 120, closedDeviation: 0.2, leanPerReturn: 0.5, halfSpread: 0 }),
];
