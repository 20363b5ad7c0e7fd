import { holding, priceProcess } from '../../src/index.ts';

/** A price that never moves: what a step costs before anything happens in it. */
export const stillPrice = priceProcess({
  name: 'stillPrice',
  options: {},
  constants: () => ({}),
  step: (s) => {
    s.simpleReturn = 0;
  },
});

/** A holding that does nothing. */
export const cash = holding({
  name: 'cash',
  family: 'token',
  options: {},
  targetLeverage: () => 0,
  constants: () => ({}),
  step: (s) => {
    s.value = 1;
  },
});
