import { finite, holding } from '../../src/index.ts';
import { dayEnds, fundingStamps } from './calendar.ts';

/**
 * The reference workloads' fund: back to its target every day, and in between when its leverage leaves the band.
 *
 * The fee is paid out of what was meant to be held, so that leverage lands a little above target, as in the peers. For
 * steps of at most a day. The notional is carried instead of units and price, and the value's inverse from step to step:
 * one division serves the squared return. A fund without value has no notional, and stays so by the same arithmetic:
 * only a trade can end it, for at a value of zero or less its leverage is beyond any limit.
 */
export const referenceToken = holding({
  name: 'referenceToken',
  family: 'token',
  options: {
    leverage: finite(0.1, 10, { meaning: 'target exposure per unit of value' }),
    low: finite(0, 10, { meaning: 'real leverage below which the fund trades at once' }),
    high: finite(0.1, 100, { meaning: 'real leverage above which the fund trades at once' }),
    tradingFee: finite(0, 0.05, { meaning: 'cost per unit of notional traded' }),
    managementPerDay: finite(0, 0.05, { meaning: 'fraction of NAV taken at 24:00 UTC' }),
  },
  targetLeverage: ({ leverage }) => leverage,
  check: ({ leverage, low, high }) =>
    low < leverage && leverage < high ? [] : [`low < leverage < high must hold; got ${low}, ${leverage}, ${high}`],
  state: {
    notional: 0,
    rebalances: 0,
    lowestValue: 1,
    fundingPaid: 0,
    feesPaid: 0,
    squaredReturnSum: 0,
  },
  results: ['lowestValue', 'fundingPaid', 'feesPaid', 'squaredReturnSum'],
  calendar: () => ({ stamps: fundingStamps, dayEnds }),
  constants: ({ leverage, low, high, tradingFee, managementPerDay }) => ({
    target: leverage,
    low,
    high,
    tradingFee,
    kept: 1 - managementPerDay,
  }),
  begin: (s, k) => {
    s.notional = k.target;
  },
  step: (s, k, _draw, at, ports, math) => {
    const before = s.value;
    const profit = s.notional * ports.price.simpleReturn;
    let value = before + profit;
    let notional = s.notional + profit;
    if (at.stamps > 0) {
      const paid = notional * ports.funding.rate;
      value -= paid;
      s.fundingPaid += paid;
    }
    let isDue = notional > 0;
    if (at.dayEnds > 0) value *= k.kept;
    else isDue = notional < k.low * value || notional > k.high * value;
    if (isDue) {
      const fee = k.tradingFee * math.abs(k.target * value - notional);
      s.feesPaid += fee;
      s.rebalances += 1;
      value = value > fee ? value - fee : 0;
      notional = k.target * value;
    }
    const change = before > 0 ? value / before - 1 : 0;
    s.squaredReturnSum += change * change;
    s.lowestValue = value < s.lowestValue ? value : s.lowestValue;
    s.value = value;
    s.notional = notional;
  },
});
