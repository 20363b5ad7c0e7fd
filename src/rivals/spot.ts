import { accounts, outcomes } from '../engine/accounts.ts';
import { holding } from '../engine/define.ts';
import { finite } from '../engine/options.ts';

/** The coin itself, bought at the start and held. With a fee, bought and, if asked for, sold at that fee. */
export const spot = holding({
  name: 'spot',
  family: 'spot',
  options: {
    entryFee: finite(0, 0.5, { default: 0, meaning: 'fraction of the money put in, taken when buying' }),
    exitFee: finite(0, 0.5, { default: 0, meaning: 'fraction of the worth at the end, taken when selling' }),
  },
  targetLeverage: () => 1,
  state: { ...accounts, ...outcomes },
  constants: ({ entryFee, exitFee }) => ({ entryKept: 1 - entryFee, exitKept: 1 - exitFee }),
  begin: (s, k, _draw, _at, _ports, math) => {
    s.value = k.entryKept;
    s.bookEntry = k.entryKept - 1;
    s.logEntry = math.log(k.entryKept);
  },
  step: (s, k, _draw, at, ports, math) => {
    const profit = s.value * ports.price.simpleReturn;
    const marked = s.value + profit;
    s.bookProfit += profit;
    s.logDirection += ports.price.logReturn;
    s.logLeverageDrift += (marked > 0 ? math.logRatio(marked, s.value) : 0) - ports.price.logReturn;
    s.value = marked;
    if (at.isLast) {
      const after = s.value * k.exitKept;
      s.bookExit = after - s.value;
      s.logExit = math.log(k.exitKept);
      s.value = after;
    }
  },
});

export const examples = [spot(), spot({ entryFee: 0.001, exitFee: 0.001 })];
