import { fundingProcess } from '../../engine/define.ts';
import { text } from '../../engine/options.ts';
import { isName, recordingOptions } from '../../engine/recording-options.ts';

/**
 * Funding as it was when the price was: what was charged in the row of the recording that this step of the price was taken
 * from. Beside a price that is resampled (`blockBootstrap`, `filteredHistorical`, `rollingWindows`); the two are never
 * drawn apart, so that what funding has to do with the price is whatever it was.
 */
export const resampledFunding = fundingProcess({
  name: 'resampledFunding',
  options: {
    ...recordingOptions,
    rate: text('the name of a column', isName, {
      default: 'rate',
      meaning: 'column of the rate per stamp, a fraction of notional; positive: longs pay',
    }),
  },
  recording: ({ file, time, rate }) => ({ kind: 'rates', file, time, rate, use: 'resampled' }),
  constants: (_options, { recording }) => ({ rates: recording.rates ?? new Float64Array(1) }),
  step: (s, k, _draw, _at, ports, math) => {
    s.rate = math.at(k.rates, ports.price.row);
  },
});

export const examples = [
  resampledFunding({ file: 'example-funding.csv' }),
  resampledFunding({ file: 'example-funding.csv', time: 'time', rate: 'funding' }),
];
