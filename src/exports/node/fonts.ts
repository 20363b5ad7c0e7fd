/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';
import type { Measure } from '../standing-chart.ts';

const require = createRequire(import.meta.url);

/** Of the face of the charts; a weight between two is set, and measured, in the lighter. */
const weights = [
  [400, '400Regular/Inter_400Regular.ttf'],
  [500, '500Medium/Inter_500Medium.ttf'],
  [600, '600SemiBold/Inter_600SemiBold.ttf'],
] as const;

export interface Fonts {
  /** TrueType, one for each weight. */
  readonly files: readonly Uint8Array[];
  readonly measure: Measure;
  /** A style sheet that carries the face with it. */
  readonly faces: string;
}

export function loadFonts(): Fonts {
  const files = weights.map(([, file]) => readFileSync(require.resolve(`@expo-google-fonts/inter/${file}`)));
  const parsed = files.map((bytes) => opentype.parse(new Uint8Array(bytes).buffer));
  const woff2 = readFileSync(
    require.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
    'base64',
  );
  return {
    files,
    measure: (text, fontSize, fontWeight) => {
      const nearest = Math.max(
        0,
        weights.findLastIndex(([weight]) => weight <= fontWeight),
      );
      return parsed[nearest]!.getAdvanceWidth(text, fontSize);
    },
    faces: `@font-face{font-family:"Inter";font-weight:100 900;src:url(data:font/woff2;base64,${woff2}) format("woff2")}`,
  };
}
