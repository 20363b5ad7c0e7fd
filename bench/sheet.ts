/** What a bench found: printed as text, or as a table of bench/README.md. */
export interface Sheet {
  readonly title: string;
  /** Full sentences, above the table. */
  readonly notes: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Something that should hold does not: one sentence each. */
  readonly failures?: readonly string[];
}

export function sheetAsText({ title, notes, heads, rows, failures = [] }: Sheet): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  return [title, ...notes, '', line(heads), ...rows.map(line), ...failures.map((each) => `FAILED: ${each}`), ''].join(
    '\n',
  );
}

export function sheetAsMarkdown({ title, notes, heads, rows, failures = [] }: Sheet): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    ...notes,
    '',
    line(heads),
    line(heads.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...rows.map(line),
    ...failures.map((each) => `\nFAILED: ${each}`),
    '',
  ].join('\n');
}

/** Four figures below ten, otherwise one decimal: what a noisy clock can bear. */
export const nanoseconds = (value: number): string => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(1));
