import { positionSizing } from '../../engine/define.ts';
import { finite } from '../../engine/options.ts';

/** Always the same notional per unit of equity. */
export const fixedExposure = positionSizing({
  name: 'fixedExposure',
  options: { exposure: finite(0, 100, { meaning: 'notional per unit of the trader’s equity' }) },
  constants: ({ exposure }) => ({ exposure }),
  step: (s, k) => {
    s.exposure = k.exposure;
  },
});

export const examples = [fixedExposure({ exposure: 3 })];
