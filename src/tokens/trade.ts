/**
 * The fund's value after trading to a target leverage, cost included, so that leverage lands exactly on target:
 *
 *   V' = (V + c g P) / (1 + c g L),   g = sign(L V - P)
 *
 * V value before, P signed notional before, L target, c cost per unit of notional traded. From V' = V - c |L V' - P|.
 * A fund that is on target already neither trades nor pays. Where c |L| is 1 or more, a sale can cost more than it brings:
 * the target is never reached, and nothing is left.
 */
export const valueAfterTrade = (value: number, notional: number, target: number, fee: number): number => {
  const wanted = target * value;
  const side = wanted > notional ? 1 : -1;
  const reach = 1 + fee * side * target;
  return wanted === notional ? value : reach > 0 ? (value + fee * side * notional) / reach : 0;
};

/**
 * The simple return at which a position left alone reaches a signed leverage l: (l V - P) / (P (1 - l)). The inverse of
 * l(R) = P (1 + R) / (V + P R). -2, which no price can do, where no return does (l = 1, or nothing held).
 */
export const returnAtLeverage = (value: number, notional: number, leverage: number): number => {
  const slope = notional * (1 - leverage);
  return slope === 0 ? -2 : (leverage * value - notional) / slope;
};
