const NAMED_POWERS: readonly [number, string][] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
];

/** A count for a sentence: `9,880`, `1.2 million`, `3.1e+18`. Rounded to two digits from a million on. */
export function countInWords(count: number): string {
  // Rounding comes first: 999,999.7 is a million.
  const whole = Math.round(count);
  const rounded = whole < 1e6 ? whole : Number(whole.toPrecision(2));
  if (rounded >= 1e15) return rounded.toExponential();
  for (const [power, name] of NAMED_POWERS) {
    if (rounded >= power) return `${Number((rounded / power).toPrecision(2))} ${name}`;
  }
  return String(rounded).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share for a sentence, in per cent: `34 %`, `4 %`, `0.31 %`. Whole numbers from one per cent on. */
export function percentInWords(share: number): string {
  const percent = share * 100;
  return `${percent < 1 ? Number(percent.toPrecision(2)) : Math.round(percent)} %`;
}
