import { fundingProcess } from '../../engine/define.ts';
import { text } from '../../engine/options.ts';
import { isName, recordingOptions } from '../../engine/recording-options.ts';

/**
 * Recorded funding: each stamp of the file is charged at the end of the step that holds it, once. For a recorded clock
 * only: a generated market has no dates.
 */
export const recordedFunding = fundingProcess({
  name: 'recordedFunding',
  options: {
    ...recordingOptions,
    rate: text('the name of a column', isName, {
      default: 'rate',
      meaning: 'column of the rate per stamp, a fraction of notional; positive: longs pay',
    }),
  },
  recording: ({ file, time, rate }) => ({ kind: 'rates', file, time, rate }),
  constants: (_options, { recording }) => ({ rates: recording.rates ?? new Float64Array(1) }),
  step: (s, k, _draw, at, _ports, math) => {
    s.rate = math.at(k.rates, at.step);
  },
});

export const examples = [recordedFunding({ file: 'example-funding.csv' })];
