import type { Fit, Quantity } from './contracts.ts';

/** Digits of an option in the file: far more than are known, few enough to read. */
const DIGITS = 8;

/**
 * A fit as a TypeScript file for scenarios to import: the model under `name`, and under `fit` all that is known of how
 * it was found, which `drawsOf` takes.
 */
export function typescriptModule(fit: Fit, name: string): string {
  const options = Object.entries(fit.options).map(
    ([option, quantity]) => `  ${option}: ${shortest(quantity.value)},${errorOf(quantity)}`,
  );
  return [
    `import { ${fit.process} } from 'decaylab';`,
    '',
    '/**',
    ...headOf(fit).map((line) => ` * ${line.replaceAll('*/', '* /')}`),
    ' */',
    `export const ${name} = ${fit.process}({`,
    ...options,
    '});',
    '',
    `/** What \`drawsOf(fit, count, seed)\` draws from, and a reader may ask. */`,
    `export const fit = ${JSON.stringify(fit, null, 2)} as const;`,
    '',
  ].join('\n');
}

const RESERVED = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function if
  implements import in instanceof interface let new null package private protected public return static super switch this throw true
  try typeof var void while with yield fit`.split(/\s+/),
);

/** The name of a constant, from that of a file: `btc-2020.ts` gives btc2020; never the name of the process, or a word of the language. */
export function constantName(file: string, process: string): string {
  const words = file.replace(/\.[a-z]+$/i, '').match(/[A-Za-z0-9]+/g) ?? [];
  const [first = 'fitted', ...rest] = words;
  const joined =
    first.charAt(0).toLowerCase() + first.slice(1) + rest.map((w) => w.charAt(0).toUpperCase() + w.slice(1)).join('');
  return /^[a-z]/.test(joined) && !RESERVED.has(joined) && joined !== process
    ? joined
    : `market${joined.charAt(0).toUpperCase()}${joined.slice(1)}`;
}

function headOf({
  model,
  method,
  observations,
  stepDays,
  from,
  to,
  gaps,
  source,
  logLikelihood,
  aic,
  bic,
  warnings,
}: Fit) {
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  return [
    `${model}, by ${method}: ${observations} values of ${stepDays * 24} h, ${from} to ${to}; ${missing} missing.`,
    ...(logLikelihood === null
      ? []
      : [`Log-likelihood ${logLikelihood.toFixed(2)}, AIC ${aic!.toFixed(2)}, BIC ${bic!.toFixed(2)}.`]),
    ...(source === null
      ? []
      : [`From ${source.file}, column ${source.column}, ${source.rows} rows, SHA-256 ${source.sha256}.`]),
    ...warnings.map((warning) => `Note: ${warning}.`),
  ];
}

const shortest = (value: number): string => String(Number(value.toPrecision(DIGITS)));

const errorOf = ({ standardError }: Quantity): string =>
  standardError === null ? '' : ` // ± ${Number(standardError.toPrecision(2))}`;
