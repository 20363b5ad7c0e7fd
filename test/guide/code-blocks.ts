/** A block of code in a document: what it is written in, where, and its text. */
export interface CodeBlock {
  readonly language: string;
  readonly line: number;
  readonly text: string;
}

/** All fenced blocks of a Markdown text, in their order. */
export function codeBlocksOf(markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const language = /^```(\S*)$/.exec(lines[i]!)?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', i + 1);
    blocks.push({ language, line: i + 1, text: lines.slice(i + 1, end).join('\n') });
    i = end;
  }
  return blocks;
}

/** The file that a block says it is, in its first line: `// scenarios/mine.ts`. */
export const fileOf = ({ text }: CodeBlock): string | undefined => /^\/\/ (\S+\.ts)$/m.exec(text.split('\n')[0]!)?.[1];

/** The words of each line of a shell block, quotes removed and comments left out. */
export function commandsOf({ text }: CodeBlock): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => (line.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, '$2')));
}
