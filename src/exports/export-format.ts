/** What `--export` can be asked for, and what comes of it. */
export const exportFormats = {
  parquet: 'a row a path and holding, for DuckDB, pandas and R',
  csv: 'the same as text',
  arrow: 'the same for notebooks, read without copying',
  quantiles: 'quantiles of value by time, as text',
  specs: 'every chart as Vega-Lite',
  svg: 'every chart as a drawing for papers',
  png: 'every chart as a picture, 300 dots an inch',
} as const;

export type ExportFormat = keyof typeof exportFormats;

const names = Object.keys(exportFormats) as readonly ExportFormat[];

/**
 * Reads `parquet,svg`, or `all`; each once, in the order of the list above.
 *
 * @returns the formats, and a sentence for each mistake
 */
export function readExportFormats(typed: string): {
  readonly formats: readonly ExportFormat[];
  readonly problems: readonly string[];
} {
  const parts = typed.split(',').map((part) => part.trim());
  const isKnown = (part: string) => part === 'all' || (names as readonly string[]).includes(part);
  const unknown = [...new Set(parts.filter((part) => !isKnown(part)))];
  return {
    formats: names.filter((name) => parts.includes('all') || parts.includes(name)),
    problems: unknown.map((part) => `must be all, or some of ${names.join(',')}; got ${JSON.stringify(part)}`),
  };
}
