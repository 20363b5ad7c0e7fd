/**
 * The number that a cell spells, or NaN where it spells none. The grammar is that of JSON numbers: an optional minus, no
 * plus, no spaces, no leading zeros, no thousands separators, a point for decimals, an optional exponent.
 *
 * What a double cannot hold is refused, not bent: 1e400 (it would be Infinity) and 1e-400 (it would be 0).
 */
export function parseDecimal(text: string): number {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number.NaN;
  const value = Number(text);
  if (value === 0 && /^-?[\d.]*[1-9]/.test(text)) return Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
