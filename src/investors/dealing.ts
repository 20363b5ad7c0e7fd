/**
 * What the plans of an investor have in common: how much of an order an access takes.
 *
 * A plan holds money and units of a holding, per unit of money put in. It deals at the end of a step, after what it holds and
 * the access have had theirs: buying `spent` of money leaves `spent · buyKept` of worth, selling `sold` of worth leaves
 * `sold · sellKept` of money. What an access does not take is not dealt, and is tried again in the next step.
 */

/** Money spent of a wish to spend: no more than buys what may be bought. */
export const spendable = (wished: number, buyKept: number, buyable: number): number => {
  const most = buyKept > 0 ? buyable / buyKept : 0;
  return wished < most ? wished : most;
};
