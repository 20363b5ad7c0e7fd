import { stableJson } from './stable-json.ts';
import type { Summary } from './summary.ts';

/**
 * The bytes of `summary.json`: figures spread out to be read, then what is told of single paths, a line a path, so that a
 * thousand events take three lines and not ten thousand.
 */
export function summaryText({ told, ...figures }: Summary): string {
  const top = stableJson(figures, { pretty: true });
  if (told === undefined) return top;
  const lines = told.map((path) => `    ${stableJson(path).trimEnd()}`);
  return `${top.slice(0, top.lastIndexOf('\n}'))},\n  "told": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
