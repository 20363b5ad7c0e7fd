/**
 * The sum of an array with Neumaier's compensation: the error does not grow with the number of terms, also where a term
 * is larger than the sum so far. Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen", ZAMM 54, p. 39. An infinite or NaN term gives what plain addition gives.
 */
export const neumaierSum = (values: Float64Array): number => {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  const compensated = total + lost;
  return compensated - compensated === 0 ? compensated : total;
};
