import {
  daily,
  dailyWithEmergency,
  finite,
  leveragedToken,
  recordedBars,
  recordedFunding,
  recordedValue,
  scenario,
  spot,
} from '../src/index.ts';

const days = { file: 'joined/ftx_btc_1d_2020.csv', time: 'date', timeIsOpen: true, barMinutes: 1440 };

/**
 * BULL and BEAR through 2020, beside the prices at which they really traded.
 *
 * Hourly bars and funding are Binance's BTCUSDT perpetual; the tokens held FTX's. Fees are FTX's 0.03 % a day and a taker
 * fee; nothing is fitted. The daily reset was at 00:02 UTC, here 00:00. Dates are closes: 2020-01-21 to 2020-12-16.
 *
 * BULL comes out within 2.2 % of the real token, BEAR 63 % too rich. A short on Binance was paid 45 log points of funding in
 * 2020; what FTX's own perpetuals paid its shorts is not recorded. Without that income the replay of BEAR ends 4 % above
 * the real token, and a cost of 0.5 % of traded notional would close the gap as well.
 */
export default scenario({
  question: 'Would this engine have told the holders of BULL and BEAR what 2020 did to them?',
  seed: 'black-thursday',
  paths: 1,
  parameters: {
    tradingFee: finite(0, 0.05, { default: 0.0005, meaning: 'cost per unit of notional traded' }),
    managementPerDay: finite(0, 0.05, { default: 0.0003, meaning: 'FTX charged 0.03 % a day' }),
    emergencyMultiple: finite(1.01, 100, { default: 4 / 3, meaning: 'de-levers above this multiple of the target' }),
  },
  setting: ({ tradingFee, managementPerDay, emergencyMultiple }) => {
    const fees = { tradingFee, managementPerDay, subscriptionFee: 0, redemptionFee: 0 };
    const ftx = dailyWithEmergency({ emergencyMultiple });
    return {
      price: recordedBars({ file: 'prices/BTCUSDT_perp_1h.csv.gz', from: '2020-01-22', to: '2020-12-17' }),
      funding: recordedFunding({ file: 'funding/binance_BTCUSDT_8h.csv' }),
      holdings: {
        'BULL, simulated': leveragedToken({ leverage: 3, rebalance: ftx, ...fees }),
        'BULL, traded': recordedValue({ ...days, level: 'BULL', leverage: 3, comparedWith: 'BULL, simulated' }),
        'BEAR, simulated': leveragedToken({ leverage: -3, rebalance: ftx, ...fees }),
        'BEAR, traded': recordedValue({ ...days, level: 'BEAR', leverage: -3, comparedWith: 'BEAR, simulated' }),
        'BEAR, paid no funding': leveragedToken({ leverage: -3, rebalance: ftx, ...fees, fundingPaidBy: 'issuer' }),
        'BULL without the emergency rule': leveragedToken({ leverage: 3, rebalance: daily(), ...fees }),
        spot: spot(),
      },
    };
  },
  answer: ({ reality }, say) => {
    const [bull, bear] = [reality!['BULL, traded']!, reality!['BEAR, traded']!];
    return `BULL yes, at ${say.number(bull.growthRatio)} times the real growth; BEAR day by day, at a correlation of ${say.number(bear.correlation.value)}, but not what its funding came to: ${say.number(bear.growthRatio)} times`;
  },
});
