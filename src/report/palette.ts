/**
 * The one colour table of page and charts, as CSS variables: a chart says `var(--ink)`, so that the light palette, the dark one
 * and print need no second drawing. Every text colour has a contrast of at least 4.5 : 1 on its paper (WCAG 2.2, 1.4.3).
 */

export interface Shade {
  readonly light: string;
  readonly dark: string;
}

const shade = (light: string, dark: string): Shade => ({ light, dark });

/** Surfaces and hairlines. */
export const surfaces = {
  paper: shade('#ffffff', '#0f1216'),
  panel: shade('#f6f5f1', '#191d23'),
  raised: shade('#ffffff', '#262b33'),
  line: shade('#e4e4e0', '#272c34'),
  'line-strong': shade('#bdbfc2', '#4a515c'),
} as const;

/** Everything that is read: text, and marks that carry a value. */
export const inks = {
  ink: shade('#17191c', '#eef0f2'),
  'ink-soft': shade('#474c54', '#c0c5cd'),
  'ink-quiet': shade('#646a74', '#959ca8'),
  accent: shade('#1d4ed8', '#7ea6ff'),
  loss: shade('#b3261e', '#ff8a80'),
  gain: shade('#1b7a43', '#63c78b'),
} as const;

/** Series by family: a fund is blue or near it, a perpetual is warm, the coin is grey. */
export const series = {
  'token-1': shade('#1d4ed8', '#7ea6ff'),
  'token-2': shade('#7c3aed', '#b99bff'),
  'token-3': shade('#0f766e', '#4fc9ba'),
  'token-4': shade('#0369a1', '#62bdf2'),
  'token-5': shade('#4d6b0f', '#a8c95c'),
  'token-6': shade('#86198f', '#e5a3ef'),
  'perpetual-1': shade('#c2410c', '#ff9a62'),
  'perpetual-2': shade('#966008', '#e3b04b'),
  'perpetual-3': shade('#be185d', '#ff8fb8'),
  'spot-1': shade('#5f6773', '#a3abb7'),
  'recorded-1': shade('#17191c', '#eef0f2'),
  'recorded-2': shade('#7a5c3e', '#c9a983'),
} as const;

export type SeriesColour = keyof typeof series;

/** CSS declarations of one palette: `--ink:#17191c;…`. */
export function declarations(theme: 'light' | 'dark'): string {
  return Object.entries({ ...surfaces, ...inks, ...series })
    .map(([name, colour]) => `--${name}:${colour[theme]};`)
    .join('');
}

/** A colour for the `index`-th holding of its family; they repeat only beyond what an eye can tell apart. */
export function seriesColour(family: 'token' | 'perpetual' | 'spot' | 'recorded', index: number): string {
  const own = Object.keys(series).filter((name) => name.startsWith(`${family}-`));
  return `var(--${own[index % own.length]})`;
}
