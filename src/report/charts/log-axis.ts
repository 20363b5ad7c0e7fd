/**
 * Ticks at 1, 2 and 5 times powers of ten between two positive numbers, thinned to decades where they would crowd.
 *
 * Only values inside [low, high] are returned: a clamped scale would draw the others on its edge, under a false label.
 */
export function logTicks(low: number, high: number, atMost = 9): number[] {
  const ticks = (factors: readonly number[], every: number): number[] => {
    const found: number[] = [];
    for (let k = Math.floor(Math.log10(low)); k <= Math.ceil(Math.log10(high)); k++) {
      if (k % every !== 0) continue;
      for (const f of factors) {
        const tick = Number(`${f}e${k}`);
        if (tick >= low && tick <= high) found.push(tick);
      }
    }
    return found;
  };
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const found = ticks(factors, 1);
    if (found.length <= atMost) return found;
  }
  for (let every = 2; ; every++) {
    const found = ticks([1], every);
    if (found.length <= atMost) return found;
  }
}

/** Largest ratio of an axis: what lies lower is stated in words. */
const widestRatio = 1e5;

/** Below this ratio a logarithm straightens nothing and leaves two ticks: the axis is linear. */
const narrowestRatio = 1.8;

export interface ValueAxis {
  readonly isLog: boolean;
  readonly low: number;
  readonly high: number;
  /** Vega-Lite scale and axis of a multiple of the money put in. */
  readonly scale: Readonly<Record<string, unknown>>;
  readonly axis: Readonly<Record<string, unknown>>;
}

/** An axis that holds the positive ones of `values` and 1, with a little air. */
export function valueAxis(values: Iterable<number>): ValueAxis {
  let low = 1;
  let high = 1;
  for (const value of values) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  low = Math.max(low, high / widestRatio);
  const isLog = high / low >= narrowestRatio;
  const air = isLog ? (high / low) ** 0.04 : 1 + 0.06 * (high / low - 1) + 1e-3;
  const domain = [Number((low / air).toPrecision(3)), Number((high * air).toPrecision(3))] as const;
  const label = { labelExpr: "format(datum.value, '~g') + '×'" };
  return isLog
    ? {
        isLog,
        low: domain[0],
        high: domain[1],
        scale: { type: 'log', domain, nice: false, clamp: true },
        axis: { values: logTicks(domain[0], domain[1]), ...label },
      }
    : {
        isLog,
        low: domain[0],
        high: domain[1],
        scale: { domain, zero: false, nice: false, clamp: true },
        axis: { tickCount: 6, ...label },
      };
}
