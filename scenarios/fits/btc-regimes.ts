import { markovRegimes } from 'decaylab';

/**
 * regimes-2, by maximum likelihood: 2280 values of 24 h, 2019-09-09T00:00:00Z to 2025-12-06T00:00:00Z; 0 missing.
 * Log-likelihood 4936.22, AIC -9860.45, BIC -9826.06.
 * From joined/btc_spot_perp_funding_1h.csv.gz, column perp, 54742 rows, SHA-256 ae85098ba85cd37fde5219e9bdb313279c641eb4ab62ea74e6c36e1e73800960.
 */
export const btcRegimes = markovRegimes({
  calmDriftPerYear: 0.31788112, // ± 0.21
  calmVolatilityPerYear: 0.31251232, // ± 0.049
  calmDays: 5.2929491, // ± 2.2
  wildDriftPerYear: 0.94022166, // ± 0.69
  wildVolatilityPerYear: 0.94082458, // ± 0.12
  wildDays: 2.6032497, // ± 0.5
});

/** What `drawsOf(fit, count, seed)` draws from, and a reader may ask. */
export const fit = {
  "schema": "decaylab/fit@1",
  "model": "regimes-2",
  "process": "markovRegimes",
  "method": "maximum likelihood",
  "options": {
    "calmDriftPerYear": {
      "value": 0.31788112258411294,
      "standardError": 0.21248442368394022,
      "standardErrorIfTrue": 0.19880937955873287
    },
    "calmVolatilityPerYear": {
      "value": 0.3125123165972693,
      "standardError": 0.04914966389958208,
      "standardErrorIfTrue": 0.02001227115771005
    },
    "calmDays": {
      "value": 5.292949079020234,
      "standardError": 2.1581295345439027,
      "standardErrorIfTrue": 1.008746805570982
    },
    "wildDriftPerYear": {
      "value": 0.9402216565859878,
      "standardError": 0.6931892733868836,
      "standardErrorIfTrue": 0.703793456329266
    },
    "wildVolatilityPerYear": {
      "value": 0.9408245847107483,
      "standardError": 0.12055622856403117,
      "standardErrorIfTrue": 0.04650805326239633
    },
    "wildDays": {
      "value": 2.603249701680796,
      "standardError": 0.5008824351830605,
      "standardErrorIfTrue": 0.3607394187215007
    }
  },
  "facts": {
    "calmShareOfTime": {
      "value": 0.6703160882875244,
      "standardError": 0.10335413968497024,
      "standardErrorIfTrue": 0.043401392987301765
    },
    "wildShareOfTime": {
      "value": 0.32968391171247563,
      "standardError": 0.10335413968326602,
      "standardErrorIfTrue": 0.043401392986570454
    }
  },
  "parameters": [
    {
      "name": "calmMean",
      "value": 0.0007371209549907316,
      "isAtBound": false
    },
    {
      "name": "wildMean",
      "value": 0.0013634142657203063,
      "isAtBound": false
    },
    {
      "name": "calmDeviation",
      "value": 0.016357642261109744,
      "isAtBound": false
    },
    {
      "name": "wildMultiple",
      "value": 3.010520017114004,
      "isAtBound": false
    },
    {
      "name": "calmPeriods",
      "value": 5.292949079020234,
      "isAtBound": false
    },
    {
      "name": "wildPeriods",
      "value": 2.603249701680796,
      "isAtBound": false
    }
  ],
  "covariance": [
    [
      0.0032096012845831932,
      -0.003032993122377257,
      0.0030209706561880084,
      -0.0010988695333087012,
      0.009815130031259896,
      -0.0010699583089000693
    ],
    [
      -0.0030329931223772562,
      0.03799878034529801,
      -0.006314464262706487,
      0.000512033896948383,
      -0.01916594947322248,
      0.006768125288951936
    ],
    [
      0.0030209706561880093,
      -0.006314464262706491,
      0.024734710303443607,
      -0.009414990869246952,
      0.07439969981914293,
      -0.016811685500621273
    ],
    [
      -0.0010988695333087023,
      0.000512033896948387,
      -0.009414990869246952,
      0.009551867459464219,
      -0.029150396317677924,
      -0.005390981859888219
    ],
    [
      0.009815130031259896,
      -0.01916594947322248,
      0.0743996998191429,
      -0.0291503963176779,
      0.2527222864988198,
      -0.015471958033631886
    ],
    [
      -0.001069958308900069,
      0.006768125288951937,
      -0.016811685500621266,
      -0.005390981859888216,
      -0.015471958033631869,
      0.09760437141467855
    ]
  ],
  "logLikelihood": 4936.223804439075,
  "aic": -9860.44760887815,
  "bic": -9826.056024546459,
  "observations": 2280,
  "stepDays": 1,
  "from": "2019-09-09T00:00:00Z",
  "to": "2025-12-06T00:00:00Z",
  "gaps": [],
  "source": {
    "file": "joined/btc_spot_perp_funding_1h.csv.gz",
    "sha256": "ae85098ba85cd37fde5219e9bdb313279c641eb4ab62ea74e6c36e1e73800960",
    "rows": 54742,
    "column": "perp"
  },
  "warnings": []
} as const;
