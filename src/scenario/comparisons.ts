import type { Model } from '../engine/model.ts';
import { shown } from '../engine/options.ts';
import { nearestName } from '../text/nearest-name.ts';
import { withParts } from './columns.ts';

interface NamedHolding {
  readonly name: string;
  readonly model: Model<'holding'>;
}

/** The holding that a recorded one is to be compared with; empty where there is none. */
export const comparedWith = ({ family, options }: Pick<Model, 'family' | 'options'>): string =>
  family === 'recorded' ? String(options.find(({ name }) => name === 'comparedWith')?.value ?? '') : '';

/** What is wrong with the pairs of something recorded and what simulates it, one line each. */
export function comparisonProblems(holdings: readonly NamedHolding[]): readonly string[] {
  return holdings.flatMap(({ name, model }) => {
    const place = `holdings: "${name}": comparedWith`;
    if (withParts(model).some((part) => part !== model && part.kind === 'holding' && comparedWith(part) !== '')) {
      return [`${place} must be left out of what another holding holds: a plan’s value is not that of what it holds`];
    }
    const other = comparedWith(model);
    if (other === '') return [];
    const names = holdings.filter((each) => each.model !== model).map((each) => each.name);
    if (names.includes(other)) return [];
    const near = nearestName(other, names);
    const hint = near === undefined ? `the others are ${names.join(', ')}` : `did you mean "${near}"?`;
    return [`${place} must name another holding; got ${shown(other)}; ${hint}`];
  });
}
