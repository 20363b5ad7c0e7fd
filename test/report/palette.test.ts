import { expect, test } from 'vitest';
import { inks, series, surfaces } from '../../src/report/palette.ts';

/** Relative luminance, WCAG 2.2: sRGB made linear, weighted 0.2126, 0.7152, 0.0722. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** `over` at this opacity on `under`. */
function mixed(over: string, under: string, opacity: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) =>
      Math.round(opacity * part(over, at) + (1 - opacity) * part(under, at))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

test('the contrast of black on white is 21, and of a colour with itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 9);
  expect(contrast('#1d4ed8', '#1d4ed8')).toBe(1);
});

test.each(['light', 'dark'] as const)(
  'every ink and every series can be read on paper, panel and raised surface: %s',
  (theme) => {
    const weak: string[] = [];
    for (const [name, ink] of Object.entries({ ...inks, ...series })) {
      for (const surface of ['paper', 'panel', 'raised'] as const) {
        const ratio = contrast(ink[theme], surfaces[surface][theme]);
        if (!(ratio >= 4.5)) weak.push(`${name} on ${surface}: ${ratio.toFixed(2)}`);
      }
    }
    expect(weak).toEqual([]);
  },
);

test.each(['light', 'dark'] as const)('ink can be read on the strongest tint of the duel table: %s', (theme) => {
  for (const tint of [inks.accent, inks.loss]) {
    expect(contrast(inks.ink[theme], mixed(tint[theme], surfaces.paper[theme], 0.25))).toBeGreaterThanOrEqual(4.5);
  }
});
