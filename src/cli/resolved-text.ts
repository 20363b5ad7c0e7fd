import { statedInWords } from '../report/claims.ts';
import type { ModelDescription, ScenarioDescription } from '../result/run-result.ts';
import { printable } from './printable.ts';

/** The resolved scenario, every default shown: what `--dry-run` prints. */
export function resolvedText(scenario: ScenarioDescription): string {
  const { clock } = scenario;
  const when = clock.from === null ? '' : `, ${clock.from} to ${clock.to}`;
  const lines = [
    `${scenario.name}`,
    `  ${scenario.question}`,
    `  seed ${JSON.stringify(scenario.seed)}, ${scenario.paths} paths`,
    `  ${clock.kind} clock: ${clock.steps} steps of ${clock.stepMinutes} minutes, ${clock.days} days${when}`,
  ];
  if (scenario.parameters.length > 0) lines.push('parameters (--set name=value)');
  for (const { name, value, defaultValue, meaning } of scenario.parameters) {
    const was = Object.is(value, defaultValue) ? 'default' : `default ${defaultValue}`;
    lines.push(`  ${name} = ${value}  (${was}) ${meaning}`);
  }
  lines.push('price', ...modelLines(scenario.price, '  '), 'funding', ...modelLines(scenario.funding, '  '));
  for (const { name, price, funding, loadings } of scenario.otherMarkets ?? []) {
    const shares =
      loadings.length === 0
        ? ''
        : `, moved by shares ${loadings.map((share) => Number(share.toFixed(6))).join(', ')} of the shocks before it and its own`;
    lines.push(`market ${JSON.stringify(name)}${shares}`, '  price', ...modelLines(price, '    '));
    lines.push('  funding', ...modelLines(funding, '    '));
  }
  for (const { name, market, model, targetLeverage } of scenario.holdings) {
    const where = market === undefined ? '' : ` in market ${JSON.stringify(market)}`;
    lines.push(
      `holding ${JSON.stringify(name)}${where}, target leverage ${targetLeverage}`,
      ...modelLines(model, '  '),
    );
  }
  for (const claim of scenario.claims ?? []) {
    lines.push(`claim ${JSON.stringify(claim.claim)}: ${statedInWords(claim)}`);
  }
  for (const of of ['sweep', 'regimes'] as const) {
    const asked = scenario[of];
    if (asked === undefined) continue;
    const over = asked.axes.map(({ name, values }) => `${name} ${values.join(', ')}`);
    const what = asked.axes.length > 0 ? over.join('; ') : asked.names.join(', ');
    lines.push(`${of}: ${asked.cells} cells, the first ${asked.paths} paths in each: ${what}`);
  }
  const { history } = scenario;
  if (history !== undefined) {
    lines.push('in history, price', ...modelLines(history.price, '  '));
    lines.push('in history, funding', ...modelLines(history.funding, '  '));
  }
  if (scenario.uncertain !== undefined) {
    const { draws, pathsPerDraw } = scenario.uncertain;
    lines.push(`uncertain: ${draws} draws, the first ${pathsPerDraw} paths with each`);
  }
  for (const { file, sha256, rows } of scenario.data) lines.push(`data ${file}: ${rows} rows, SHA-256 ${sha256}`);
  return lines.map(printable).join('\n');
}

function modelLines({ name, options, parts }: ModelDescription, indent: string): readonly string[] {
  return [
    `${indent}${name}`,
    ...options.map(
      (option) =>
        `${indent}  ${option.name} = ${JSON.stringify(option.value)}${option.isDefault ? '  (default)' : ''}  ${option.meaning}`,
    ),
    ...Object.entries(parts).flatMap(([option, part]) => [
      `${indent}  ${option}:`,
      ...modelLines(part, `${indent}    `),
    ]),
  ];
}
