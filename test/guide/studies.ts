/** A study of the gallery: which picture it shows, and what a reader should take from it beyond the finding. */
export interface Study {
  readonly file: string;
  /** Of the report's charts, by id. */
  readonly chart: string;
  readonly says: string;
}

/** In the order in which a newcomer would ask. */
export const studies: readonly Study[] = [
  {
    file: 'choppy.ts',
    chart: 'where-paths-end',
    says: 'The coin ends where it began on the middle path, and every token below it. What takes it is the square of the returns: a 3x token pays three times their sum, whichever way they went. A band trades less often and decays less; a perpetual that is never touched does not decay at all, and may be liquidated.',
  },
  {
    file: 'how-long.ts',
    chart: 'where-paths-end',
    says: 'Decay grows with time while the spread grows with its root: over a week luck decides, over a year decay does. The mean stays near 1 all along, held up by ever fewer paths, which is why it is marked.',
  },
  {
    file: 'flat.ts',
    chart: 'what-ate-the-return',
    says: 'Without any volatility there is no variance drag, so what is left is the bill: funding first, fees far behind.',
  },
  {
    file: 'trend.ts',
    chart: 'where-paths-end',
    says: 'In a trend rebalancing buys into strength and earns. Even so the coin swings on its way up, and part of the gain goes to that.',
  },
  {
    file: 'crash.ts',
    chart: 'where-paths-end',
    says: 'A gap gives no rule time to act: what is more than 2.5 times long at the gap is gone. Who held less, or had a stop that fills beyond the gap, has something left.',
  },
  {
    file: 'funding-squeeze.ts',
    chart: 'what-ate-the-return',
    says: 'Funding is paid on the notional, so leverage multiplies it; shorts receive what longs pay.',
  },
  {
    file: 'token-versus-perp.ts',
    chart: 'who-wins-where',
    says: 'The claim that this project was built to test, over a population of leverages, horizons, stops and sizes. Which side wins depends on what is made equal; the picture shows on which feature of the market it depends.',
  },
  {
    file: 'best-leverage.ts',
    chart: 'where-paths-end',
    says: 'Growth on the middle path is largest at (drift − funding) / volatility² (Kelly), which for a coin is rarely above two; funding comes off before volatility does, and at twice the best leverage all growth is gone.',
  },
  {
    file: 'risk-limit.ts',
    chart: 'where-paths-end',
    says: 'A limit on what a bad month may take leaves little room for leverage when tails are fat.',
  },
  {
    file: 'how-often.ts',
    chart: 'what-ate-the-return',
    says: 'In a market that takes back part of each move, trading less often is kinder, and a band is kindest; where moves go on it is weekly trading that ends last (`--set phi=0.15`), and further on the band falls behind trading every day, too (`phi=0.3`).',
  },
  {
    file: 'issuer-duel.ts',
    chart: 'where-paths-end',
    says: 'The same promise under ten rulebooks. What separates them is when they trade back, and who pays funding.',
  },
  {
    file: 'all-in-fee.ts',
    chart: 'who-wins-where',
    says: 'A flat fee is an insurance against funding: at 11 % a year it is about a fair price for a long, and a poor deal for a short, who gives up what longs would have paid.',
  },
  {
    file: 'saving-plan.ts',
    chart: 'who-wins-where',
    says: 'Saving keeps money out of the token for half of the year in the mean, which is most of what it helps; what is already in decays as before.',
  },
  {
    file: 'hidden-leverage.ts',
    chart: 'who-wins-where',
    says: 'A secret target is mostly a smaller one. The metric of this scenario, ten lines, measures what was held from the outside.',
  },
  {
    file: 'volatility-target.ts',
    chart: 'where-paths-end',
    says: 'A price, a rule and a metric of the scenario’s own, to copy from; they are compiled as the built-in ones are.',
  },
  {
    file: 'locked-in.ts',
    chart: 'where-paths-end',
    says: 'Redemption closes while the fund rebalances, which is when everybody wants it; the day’s limit does the rest.',
  },
  {
    file: 'reverse-split.ts',
    chart: 'where-paths-end',
    says: 'A split itself costs nothing. What costs is the halt that comes with it, for whoever had a stop just there.',
  },
  {
    file: 'own-impact.ts',
    chart: 'where-paths-end',
    says: 'All of a fund’s rebalancing goes the same way at the same minute. The square root of size over volume is what that costs, and it caps how large a fund may grow.',
  },
  {
    file: 'not-knowing.ts',
    chart: 'where-paths-end',
    says: 'The numbers of a market are estimates. Two hundred markets that might as well be true are lived through on the same luck, and the spread is divided.',
  },
  {
    file: 'black-thursday.ts',
    chart: 'simulated-against-real',
    says: 'A token that really traded, replayed from hourly bars and the funding of the time.',
  },
  {
    file: 'us-funds.ts',
    chart: 'simulated-against-real',
    says: 'Sixteen years of funds that hold swaps, with interest on what they borrow.',
  },
  {
    file: 'blvt.ts',
    chart: 'simulated-against-real',
    says: 'The leverage that Binance never told, inferred from prices day by day.',
  },
];
