/** Numbers as they are printed: real minus signs, a fixed number of digits for a size, words for what is missing. */

export const missing = '–';

/** Fixed decimals, thousands separated by commas, U+2212 as the minus sign; never "−0.00". */
export function fixed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && /[1-9]/.test(digits) ? '\u2212' : '';
  return sign + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** A multiple of the money put in: 0.41×. Three significant digits below 0.1, so that a near-ruin is not called zero. */
export function multiple(value: number | null): string {
  if (value === null) return missing;
  const size = Math.abs(value);
  if (size === 0) return '0×';
  if (size < 0.0001) return `<0.0001×`;
  return size < 1e7 ? `${fixed(value, decimalsOfMultiple(size))}×` : `${value.toExponential(1).replace('e+', 'e')}×`;
}

const decimalsOfMultiple = (size: number): number =>
  size < 0.01 ? 4 : size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0;

/** The same for a value and its interval: where both ends would be one number, as many decimals for all as tell them apart, two more at most. */
export function multipleWithin(low: number | null, high: number | null): (value: number | null) => string {
  if (low === null || high === null || low === high || read(multiple(low)) !== read(multiple(high))) return multiple;
  const least = decimalsOfMultiple(Math.min(Math.abs(low), Math.abs(high)));
  const decimals = [least, least + 1].find((each) => fixed(low, each) !== fixed(high, each)) ?? least + 2;
  return (value) => (value === null ? missing : `${fixed(value, decimals)}×`);
}

/** NaN of a bound, such as `<0.0001×`, and of what is written with a power of ten. */
const read = (text: string): number => Number(text.replace(/[,×]/g, '').replace('\u2212', '-'));

/** A share of paths: whole per cent, one decimal near 0 and 1, never 0% for something that happened. */
export function percent(share: number | null): string {
  if (share === null) return missing;
  if (share > 0 && share < 0.0005) return '<0.1%';
  if (share < 1 && share >= 0.9995) return '>99.9%';
  const nearEdge = (share > 0 && share < 0.02) || (share < 1 && share > 0.98);
  return `${fixed(100 * share, nearEdge ? 1 : 0)}%`;
}

/** Per cent with a fixed number of decimals, for what may be negative: a return, or the difference of two. */
export const percentTo1 = (value: number | null): string => (value === null ? missing : `${fixed(100 * value, 1)}%`);
export const percentTo2 = (value: number | null): string => (value === null ? missing : `${fixed(100 * value, 2)}%`);

/** A share that is set against a limit: one decimal, two near 0 and 1, and two digits of what is smaller. */
export function sharePercent(share: number | null): string {
  if (share === null) return missing;
  const size = 100 * Math.min(Math.abs(share), Math.abs(1 - share));
  if (size === 0) return `${fixed(100 * share, 0)}%`;
  return `${fixed(100 * share, size < 0.095 ? 1 - Math.floor(Math.log10(size)) : size < 9.5 ? 2 : 1)}%`;
}

/** A ratio that is near 1 where all is well: three decimals, so that a column of them lines up. */
export const ratio = (value: number | null): string => (value === null ? missing : fixed(value, 3));

/** A log return in points: 100 · log. */
export const logPoints = (value: number | null): string => (value === null ? missing : fixed(100 * value, 1));

export const count = (value: number | null): string =>
  value === null ? missing : fixed(value, Number.isInteger(value) ? 0 : 1);

/**
 * How many decimals a value with this standard error deserves: the error shows two significant digits, at least 2 and at most 6
 * decimals are given. Without an error, four significant digits.
 */
export function decimalsFor(value: number, standardError: number | null): number {
  const clamp = (n: number) => Math.max(2, Math.min(6, n));
  const scale = standardError !== null && standardError > 0 ? standardError / 10 : Math.abs(value) / 1000;
  return scale > 0 ? clamp(-Math.floor(Math.log10(scale) + 1e-9)) : 2;
}

/** A value in the table of everything: as many digits as its error allows. */
export function plain(value: number | null, standardError: number | null = null): string {
  if (value === null) return missing;
  if (value === 0) return '0';
  if (standardError === null && Number.isInteger(value) && Math.abs(value) < 1e9) return fixed(value, 0);
  if (Math.abs(value) >= 1e9) return value.toExponential(3).replace('e+', 'e').replace('-', '\u2212');
  if (standardError === null && Math.abs(value) < 1e-6) return value.toExponential(1).replaceAll('-', '\u2212');
  return fixed(value, decimalsFor(value, standardError));
}

/** Percent with one decimal: for a standard error beside a share. */
export function points(standardError: number | null): string {
  if (standardError === null) return missing;
  const size = 100 * standardError;
  return size > 0 && size < 0.05 ? '<0.1' : fixed(size, 1);
}

/** 180 → "180 days"; 0.5 → "12 hours". */
export function duration(days: number): string {
  if (days >= 2 || days === 1) return `${fixed(days, Number.isInteger(days) ? 0 : 1)} ${days === 1 ? 'day' : 'days'}`;
  return stepLength(days * 1440);
}

/** 240 → "4-hour", used before "steps". */
export function stepName(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? 'daily' : `${fixed(minutes / 1440, 0)}-day`;
  if (minutes % 60 === 0) return minutes === 60 ? 'hourly' : `${fixed(minutes / 60, 0)}-hour`;
  return `${plain(minutes).replace(/\.0+$/, '')}-minute`;
}

function stepLength(minutes: number): string {
  const [size, unit] = minutes >= 60 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${fixed(size, Number.isInteger(size) ? 0 : 1)} ${unit}${size === 1 ? '' : 's'}`;
}

/** As a sentence or a heading begins. */
export const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What a standard error would be, from a 95 % interval: half of it over 1.96; null where either end is not known. */
export const errorOfInterval = ([low, high]: readonly [number | null, number | null]): number | null =>
  low === null || high === null ? null : (high - low) / 3.92;
