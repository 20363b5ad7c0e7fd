import {
  daily,
  finite,
  leveragedToken,
  noFunding,
  oneOf,
  recordedCloses,
  recordedInterest,
  recordedValue,
  scenario,
  spot,
} from '../src/index.ts';

const closes = { file: 'etf/etf_adjclose_1d.csv.gz', time: 'date', barMinutes: 1440 };

/**
 * What each fund promises, takes (net of waivers, in most years, from its prospectuses) and was found to pay a year beyond
 * Treasury bills on what it borrows, or sells: fitted to all years, of SPXL to those from 2013; the fit for each year on the
 * others moves it by at most 0.001. The index is a fund too: what QQQ and SPY charge, 0.2 and 0.09 % a year, is in it.
 */
const funds = {
  QQQ: [
    { ticker: 'TQQQ', leverage: 3, feePerYear: 0.0095, spreadPerYear: 0.005 },
    { ticker: 'PSQ', leverage: -1, feePerYear: 0.0095, spreadPerYear: 0.0025 },
  ],
  SPY: [
    { ticker: 'SSO', leverage: 2, feePerYear: 0.0089, spreadPerYear: 0.0052 },
    { ticker: 'SPXL', leverage: 3, feePerYear: 0.0095, spreadPerYear: 0.0065 },
    { ticker: 'SH', leverage: -1, feePerYear: 0.0089, spreadPerYear: 0 },
  ],
} as const;

/**
 * Five funds from adjusted closes, dividends included, reset at every close, with interest at the 13-week Treasury bill by
 * elapsed days over 360, fees by elapsed days over 365.
 *
 * With the spread fitted on all other years, 79 of 85 years end within 1 % of the real fund. The others: TQQQ 2012 (-1.3 %),
 * 2020 (+1.2 %) and 2022 (+1.0 %), since its spread rose from 0.2 to 0.8 % over these years (fitted on the three years on
 * either side none is left); SPXL 2010 and 2011 (-3.6, +3.4 %), when it followed the Russell 1000 (until 2012-06-29, Direxion
 * press release); SPXL 2020 (+3.0 %), all of it in the first quarter, as if trading at those closes had cost 0.4 % of what
 * was traded; SSO shows the same 0.4 %. Dates are closes in New York, taken as 24:00 UTC.
 */
export default scenario({
  question: 'Would this engine have told the holders of American leveraged funds what sixteen years did to them?',
  seed: 'us-funds',
  paths: 1,
  parameters: {
    index: oneOf(['QQQ', 'SPY'], { default: 'QQQ', meaning: 'the fund that stands for the index: QQQ or SPY' }),
    extraSpreadPerYear: finite(-0.05, 0.05, { default: 0, meaning: 'added to what every fund pays beyond bills' }),
  },
  setting: ({ index, extraSpreadPerYear }) => ({
    price: recordedCloses({ ...closes, close: index, from: '2010-02-12', to: '2026-08-04' }),
    funding: noFunding(),
    holdings: {
      ...Object.fromEntries(
        funds[index].flatMap(({ ticker, leverage, feePerYear, spreadPerYear }) => [
          [
            `${ticker}, simulated`,
            leveragedToken({
              leverage,
              rebalance: daily(),
              financing: recordedInterest({ ...closes, yield: 'IRX_tbill13w_pct' }),
              financingSpreadPerYear: Math.max(0, spreadPerYear + extraSpreadPerYear),
              managementPerDay: feePerYear / 365,
              fundingPaidBy: 'nobody',
              tradingFee: 0,
              subscriptionFee: 0,
              redemptionFee: 0,
            }),
          ],
          [ticker, recordedValue({ ...closes, level: ticker, leverage, comparedWith: `${ticker}, simulated` })],
        ]),
      ),
      spot: spot(),
    },
  }),
  answer: ({ reality = {} }, say) => {
    const years = Object.values(reality).flatMap(({ real, years }) =>
      years.map(({ year, growthRatio }) => ({ real, year, growthRatio, off: Math.abs((growthRatio ?? 0) - 1) })),
    );
    const worst = years.reduce((a, b) => (b.off > a.off ? b : a));
    const close = years.filter(({ off }) => off < 0.01).length;
    return `Yes: ${close} of ${years.length} years end within 1% of the real fund; ${worst.real} in ${worst.year} is furthest off, at ${say.number(worst.growthRatio)} times its growth`;
  },
});
