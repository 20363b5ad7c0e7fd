/** What a column holds, for who reads a file without this program. */
export interface ColumnWords {
  readonly unit: string;
  readonly meaning: string;
}

const words: Readonly<Record<string, readonly [unit: string, meaning: string]>> = {
  path: ['number', 'Number of the simulated history, from 0; --path lives through it again.'],
  holding: ['text', 'Name of what was held, as the scenario has it.'],
  finalValue: ['multiple', 'Worth at the end of 1 put in at the start; 0 after ruin.'],
  maxDrawdown: ['share', 'Deepest fall from a peak, over step ends and the start, as a share of the peak.'],
  underWaterShare: ['share', 'Share of the time below the highest value so far.'],
  rebalances: ['count', 'Times that the rule fired.'],
  turnover: ['multiple', 'Sum of the sizes of all trades, over the money put in.'],
  splits: ['count', 'Splits and reverse splits.'],
  blockedShare: ['share', 'Share of the steps in which it could not be dealt in.'],
  ruinDays: ['days', 'When it was ruined, since the start; null where it was not.'],
  liquidationDays: ['days', 'When it was liquidated, since the start; null where it was not.'],
  stopDays: ['days', 'When its stop was met, since the start; null where it was not.'],
  market_spotReturn: ['fraction', 'S(T)/S(0) - 1 of the coin on this path.'],
  market_sumLogReturn: ['log', 'Sum of the log returns of the coin on this path.'],
  market_sumSquaredLogReturn: [
    'log squared',
    'Sum of the squared log returns: realised variance over the whole horizon.',
  ],
  market_fundingSum: ['fraction of notional', 'Sum of the funding rates charged, paid by longs.'],
  market_spotDrawdown: ['share', 'Deepest fall of the price from a peak, as a share of the peak.'],
  market_largestStep: ['log', 'Largest size of the log return of a step.'],
};

/** Unit and meaning of a column of the table of paths, by its name there. */
export function columnWords(name: string): ColumnWords {
  const known = Object.hasOwn(words, name) ? words[name] : undefined;
  if (known !== undefined) return { unit: known[0], meaning: known[1] };
  const [kind = '', ...rest] = name.split('_');
  const own = rest.join('_');
  if (kind === 'books') {
    const meaning = `Account ${own} of the books, per 1 put in: gains above zero, costs below; the accounts add up to finalValue - 1.`;
    return { unit: 'multiple', meaning };
  }
  if (kind === 'attribution') {
    const meaning = `What ${own} did to the log return; the accounts add up to log(finalValue). Null on a path that ends at zero.`;
    return { unit: 'log', meaning };
  }
  if (kind === 'market') return { unit: 'as the market has it', meaning: `${own} of the market on this path.` };
  return { unit: 'as the scenario has it', meaning: `${own}, a metric of the scenario's own.` };
}
