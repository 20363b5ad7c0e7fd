import { fundingProcess } from '../../engine/define.ts';

/** No funding: a spot-like market, or a question in which funding must not matter. */
export const noFunding = fundingProcess({
  name: 'noFunding',
  options: {},
  constants: () => ({}),
  step: (s) => {
    s.rate = 0;
  },
});

export const examples = [noFunding()];
