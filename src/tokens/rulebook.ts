import type { Model } from '../engine/model.ts';

/** Where a rule was read. */
export interface Source {
  /** Page and its number, contract and file, paper. */
  readonly title: string;
  /** When it said so, as precisely as it tells: 2024-10-17, 2021-06, 2020; "undated" where it does not. */
  readonly date: string;
  /**
   * The rules that it states, as rows of the rulebook name them: `leverages`, `tradingFee`, `dealing.windowHours`. The name
   * of a part, such as `rebalance`, stands for the part and all its options.
   */
  readonly states: readonly string[];
}

/** One line of a rulebook. */
export interface Rule {
  /** An option of the token, a part's option (`rebalance.low`), a term of dealing (`dealing.windowHours`). */
  readonly rule: string;
  /** As shown: one value, or one a leverage, "2x: 0.01; 5x: 0.025". */
  readonly value: string;
  /** The title of the source, "" where it is assumed. */
  readonly source: string;
  /** Of the source, "" where it is assumed. */
  readonly date: string;
  readonly isAssumed: boolean;
}

/** What an issuer's terms come to at one leverage: rules with their values, in order. */
export type Values = ReadonlyMap<string, string>;

export const timesLeverage = (leverage: number): string => `${leverage}x`;

const written = (value: number | string | boolean): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);

/**
 * Every rule that a token follows, by name: what its parts were given, and all its own options but those that do nothing where
 * they were left alone (a fee of 0, no text). What a part was not given is that model's own, and so is saying where it is from.
 */
export function valuesOf(token: Model<'holding'>, asked: number, dealing: object): Values {
  const values = new Map<string, string>();
  for (const [name, part] of Object.entries(token.parts)) {
    values.set(name, part.name);
    const given = part.options.filter(({ isDefault }) => !isDefault);
    for (const option of given) values.set(`${name}.${option.name}`, written(option.value));
  }
  for (const { name, value, isDefault } of token.options) {
    const isIdle = isDefault && (value === 0 || value === '');
    if (!isIdle) values.set(name, written(value));
  }
  if (token.targetLeverage === asked) values.delete('leverage');
  for (const [name, value] of Object.entries(dealing)) values.set(`dealing.${name}`, written(value));
  return values;
}

/** Joins what holds at each leverage into one table. */
export function rulebookOf(
  leverages: readonly number[],
  valuesAt: readonly Values[],
  sources: readonly Source[],
  assumed: readonly string[],
): readonly Rule[] {
  const names = [...new Set(valuesAt.flatMap((values) => [...values.keys()]))];
  const row = (rule: string, value: string): Rule => {
    const source = assumed.includes(rule) ? undefined : sourceOf(rule, sources);
    return { rule, value, source: source?.title ?? '', date: source?.date ?? '', isAssumed: source === undefined };
  };
  return [
    row('leverages', leverages.map(timesLeverage).join(', ')),
    ...names.map((name) =>
      row(
        name,
        shared(
          leverages,
          valuesAt.map((values) => values.get(name)),
        ),
      ),
    ),
  ];
}

/** One that names the rule itself goes before one that names the part it belongs to. */
function sourceOf(rule: string, sources: readonly Source[]): Source | undefined {
  const [part] = rule.split('.');
  return (
    sources.find(({ states }) => states.includes(rule)) ?? sources.find(({ states }) => states.includes(part as string))
  );
}

function shared(leverages: readonly number[], values: readonly (string | undefined)[]): string {
  if (new Set(values).size === 1) return values[0]!;
  const groups = new Map<string, string[]>();
  leverages.forEach((leverage, i) => {
    const value = values[i] ?? 'none';
    groups.set(value, [...(groups.get(value) ?? []), timesLeverage(leverage)]);
  });
  return [...groups].map(([value, of]) => `${of.join(', ')}: ${value}`).join('; ');
}

/** The rulebooks of some issuers as one Markdown table: issuer, rule, value, source, date, assumed. */
export function rulebookTable(
  issuers: readonly { readonly title: string; readonly rulebook: readonly Rule[] }[],
): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = issuers.flatMap(({ title, rulebook }) =>
    rulebook.map(({ rule, value, source, date, isAssumed }) =>
      [title, rule, value, source, date, isAssumed ? 'assumed' : ''].map(cell).join(' | '),
    ),
  );
  return ['Issuer | rule | value | source | date | assumed', '--- | --- | --- | --- | --- | ---', ...rows]
    .map((row) => `| ${row} |`)
    .join('\n');
}
