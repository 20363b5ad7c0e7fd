import type { Citation, Manifest } from '../result/manifest.ts';
import type { ModelDescription, RunResult } from '../result/run-result.ts';

/** What a paper needs to name a run, and to have it made again. */
export function citationOf(
  { scenario, digest }: RunResult,
  { version, finishedAt, command }: Omit<Manifest, 'citation'>,
): Citation {
  const { name, price, funding, otherMarkets = [], holdings, history } = scenario;
  const models = [
    price,
    funding,
    ...otherMarkets.flatMap((market) => [market.price, market.funding]),
    ...holdings.map(({ model }) => model),
    ...(history === undefined ? [] : [history.price, history.funding]),
  ];
  return {
    key: `decaylab-${digest}`,
    title: `${name}: a simulation with Decay Lab`,
    author: 'Decay Lab',
    version,
    date: finishedAt.slice(0, 10),
    identifier: `decaylab:${digest}`,
    command,
    sources: [...new Set(models.flatMap(sourcesOf))],
  };
}

const sourcesOf = ({ sources, parts }: ModelDescription): readonly string[] => [
  ...sources,
  ...Object.values(parts).flatMap(sourcesOf),
];

/** The run as an entry of BibTeX; what its models rest on stands above it, a comment a source. */
export function bibtex({ key, title, author, version, date, identifier, command, sources }: Citation): string {
  const comments = sources.map((source) => `% Rests on: ${onOneLine(source)}`);
  return [
    ...comments,
    `@misc{${key},`,
    `  author = {{${latex(author)}}},`,
    `  title = {{${latex(title)}}},`,
    `  year = {${date.slice(0, 4)}},`,
    `  month = ${Number(date.slice(5, 7))},`,
    `  version = {${latex(version)}},`,
    `  note = {${latex(`Result ${identifier}, made by: ${command}`)}}`,
    '}',
    '',
  ].join('\n');
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text for TeX: an author's name of a scenario may hold any sign. */
const latex = (text: string): string =>
  onOneLine(text).replace(/[\\~^{}$&#%_]/g, (sign) => commands[sign] ?? `\\${sign}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const onOneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
