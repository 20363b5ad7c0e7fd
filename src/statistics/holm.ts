/**
 * P-values adjusted for how many there are: a hypothesis whose adjusted value is at most the level may be rejected, and with
 * that level as its chance not one true hypothesis of the family is, however they depend on each other.
 *
 * Holm (1979), a step down from Bonferroni's. In the order given.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let floor = 0;
  for (const [rank, i] of order.entries()) {
    floor = Math.max(floor, Math.min(1, (pValues.length - rank) * pValues[i]!));
    adjusted[i] = floor;
  }
  return adjusted;
}
