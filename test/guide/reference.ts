import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import type { Option, Options } from '../../src/engine/options.ts';
import * as decaylab from '../../src/index.ts';

const source = resolve(import.meta.dirname, '../../src');
const index = resolve(source, 'index.ts');

const everything: Readonly<Record<string, unknown>> = { ...decaylab };

/** A name of the public interface, and where it is written. */
interface Entry {
  readonly name: string;
  readonly file: string;
}

/** What a constructor of models carries with it. */
interface Constructor {
  readonly declaredOptions: Options;
  readonly takes?: Readonly<Record<string, string>>;
  readonly mayTake?: Readonly<Record<string, string>>;
}

const rooms: readonly (readonly [prefix: string, title: string])[] = [
  ['scenario/', 'The scenario'],
  ['result/claim', 'Claims'],
  ['markets/price/', 'Prices'],
  ['markets/funding/', 'Funding'],
  ['tokens/leveraged-token', 'Tokens'],
  ['tokens/rebalance/', 'Rebalancing rules'],
  ['tokens/execution/', 'What trades cost'],
  ['tokens/life/', 'What befalls a fund'],
  ['tokens/', 'Issuers and their rulebooks'],
  ['access/', 'Getting in and out'],
  ['investors/', 'Plans, for any holding'],
  ['rivals/sizing/', 'Position sizing'],
  ['rivals/', 'Rivals'],
  ['metrics/', 'Metrics'],
  ['calibration/', 'Calibration'],
  ['engine/', 'Models of your own'],
  ['', 'Arithmetic, and more'],
];

/** Records that authors write, by the name under which they are explained. */
const records: Readonly<Record<string, readonly (readonly [type: string, file: string, title: string])[]>> = {
  scenario: [
    ['ScenarioDefinition', 'scenario/scenario.ts', 'Of a scenario'],
    ['Setting', 'scenario/setting.ts', 'What `setting` returns'],
    ['Say', 'result/answer.ts', 'What `answer` prints figures with'],
  ],
  always: [['PathOutcome', 'result/path-outcome.ts', 'What a path came to for a holding']],
};

/** The public interface in words, as Markdown: what its files say of each name, and what each model declares of its options. */
export function reference(): string {
  const entries = exportsOf(index);
  const placed = new Map(rooms.map(([prefix]) => [prefix, [] as Entry[]]));
  for (const entry of entries) {
    const room = rooms.find(([prefix]) => relative(source, entry.file).startsWith(prefix))!;
    placed.get(room[0])!.push(entry);
  }
  const parts = rooms.flatMap(([prefix, title]) => {
    const some = placed.get(prefix)!;
    return some.length === 0 ? [] : [`## ${title}`, ...some.map(entryInWords)];
  });
  return [
    '# Reference',
    'Everything that a scenario imports from `../src/index.ts`, made from the docstrings and the declared options of its files: `npm run accept` writes it anew. An option without a default must be given.',
    ...parts,
    '',
  ].join('\n\n');
}

/** Names and files of `export { … } from '…'`, in the order of the file. */
function exportsOf(file: string): readonly Entry[] {
  const parsed = parse(file);
  return parsed.statements.filter(ts.isExportDeclaration).flatMap(({ exportClause, moduleSpecifier, isTypeOnly }) => {
    if (isTypeOnly || exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    const target = resolve(dirname(file), (moduleSpecifier as ts.StringLiteral).text);
    return exportClause.elements.map(({ name }) => ({ name: name.text, file: target }));
  });
}

function entryInWords({ name, file }: Entry): string {
  const written = docstringOf(name, file);
  const exported = everything[name];
  const place = `../${relative(source, file).replaceAll('\\', '/')}`;
  const fields = (records[name] ?? []).flatMap(([type, where, title]) => [
    `**${title}**`,
    fieldsInWords(type, resolve(source, where)),
  ]);
  const options = isConstructor(exported) ? [optionsInWords(exported)] : [];
  return [`### [\`${name}\`](${place})`, written, ...fields, ...options].filter((part) => part !== '').join('\n\n');
}

const isConstructor = (value: unknown): value is Constructor =>
  typeof value === 'function' && 'declaredOptions' in value && Object.keys(optionsOf(value as Constructor)).length > 0;

const optionsOf = ({ declaredOptions, takes, mayTake }: Constructor): object => ({
  ...declaredOptions,
  ...takes,
  ...mayTake,
});

function optionsInWords({ declaredOptions, takes = {}, mayTake = {} }: Constructor): string {
  const parts = [...Object.entries(takes), ...Object.entries(mayTake)].map(
    ([name, kind]) => `| \`${name}\` | a model: ${kind} | ${name in mayTake ? 'none' : ''} | |`,
  );
  const own = Object.entries(declaredOptions).map(([name, option]) => `| \`${name}\` | ${cell(option)} |`);
  return ['| option | must be | unless given | meaning |', '| --- | --- | --- | --- |', ...parts, ...own].join('\n');
}

/** The fields of an interface, with what is written above each. */
function fieldsInWords(type: string, file: string): string {
  const parsed = parse(file);
  const found = parsed.statements.filter(ts.isInterfaceDeclaration).find((each) => each.name.text === type);
  if (found === undefined) throw new Error(`${file}: there is no interface ${type}`);
  const rows = found.members.filter(ts.isPropertySignature).map((member) => {
    const optional = member.questionToken === undefined ? '' : ' (may be left out)';
    const comment = ts.getLeadingCommentRanges(parsed.text, member.getFullStart())?.at(-1);
    const words =
      comment === undefined ? '' : paragraphs(parsed.text.slice(comment.pos, comment.end)).replaceAll('\n', ' ');
    return `| \`${member.name.getText(parsed)}\`${optional} | ${words.replaceAll('|', '\\|')} |`;
  });
  return ['| field | meaning |', '| --- | --- |', ...rows].join('\n');
}

const cell = ({ requirement, hasDefault, defaultValue, meaning }: Option<unknown>): string =>
  [requirement, hasDefault ? `\`${shown(defaultValue)}\`` : '', meaning]
    .map((text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;'))
    .join(' | ');

const shown = (value: unknown): string =>
  typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : JSON.stringify(value);

/** The docstring of an exported name: its text, formulas kept as they are set. @throws where there is none */
function docstringOf(name: string, file: string): string {
  const parsed = parse(file);
  for (const statement of parsed.statements) {
    const names = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map((each) => each.name.getText(parsed))
      : ts.isFunctionDeclaration(statement)
        ? [statement.name?.text]
        : [];
    if (!names.includes(name)) continue;
    const comment = ts
      .getLeadingCommentRanges(parsed.text, statement.getFullStart())
      ?.map(({ pos, end }) => parsed.text.slice(pos, end))
      .filter((text) => text.startsWith('/**'))
      .at(-1);
    if (comment !== undefined) return paragraphs(comment);
  }
  throw new Error(`${relative(source, file)}: ${name} has no docstring`);
}

/** Lines of prose are joined; what is indented is a formula and stands as code; tags become sentences. */
function paragraphs(comment: string): string {
  const lines = comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''));
  const blocks: string[][] = [[]];
  for (const line of lines) {
    const isNew =
      line.trim() === '' || /^(- |@)/.test(line) || /^ {2,}\S/.test(line) !== /^ {2,}/.test(blocks.at(-1)![0] ?? '');
    if (isNew && blocks.at(-1)!.length > 0) blocks.push([]);
    if (line.trim() !== '') blocks.at(-1)!.push(line);
  }
  return blocks
    .filter((block) => block.length > 0)
    .map((block) =>
      /^ {2,}/.test(block[0]!)
        ? ['```text', ...dedented(block), '```'].join('\n')
        : block
            .map((line) => line.trim())
            .join(' ')
            .replace(/^@throws/, 'Throws')
            .replace(/^@returns/, 'Returns'),
    )
    .join('\n\n');
}

function dedented(lines: readonly string[]): readonly string[] {
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent));
}

const parsedFiles = new Map<string, ts.SourceFile>();
function parse(file: string): ts.SourceFile {
  const known = parsedFiles.get(file);
  if (known !== undefined) return known;
  const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
  parsedFiles.set(file, parsed);
  return parsed;
}
