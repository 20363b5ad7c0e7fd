/**
 * Moves labels apart so that neighbours keep `gap`, and none leaves [low, high], as little as possible and without changing their order.
 *
 * Pools of touching labels are centred on the mean of what they wanted (pool-adjacent-violators, as in isotonic
 * regression). Where there is no room for all at `gap`, the gap shrinks. Returns positions in the order of `wanted`.
 */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const n = wanted.length;
  if (n === 0) return [];
  const step = n > 1 ? Math.min(gap, (high - low) / (n - 1)) : 0;
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);
  const pools: { sum: number; size: number }[] = [];
  for (const [rank, i] of order.entries()) {
    // In coordinates where labels may coincide: position minus rank · step must not decrease.
    let pool = { sum: (wanted[i] as number) - rank * step, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size >= pool.sum / pool.size; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  const placed = new Array<number>(n);
  let rank = 0;
  for (const { sum, size } of pools) {
    for (let k = 0; k < size; k++, rank++) {
      const free = Math.max(low, Math.min(high - (n - 1) * step, sum / size));
      placed[order[rank] as number] = free + rank * step;
    }
  }
  return placed;
}
