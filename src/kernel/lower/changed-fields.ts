import type { AssignmentExpression } from 'acorn';
import type { AnyFunction } from '../contracts.ts';
import { namesAfterRoot, rootOf } from '../place.ts';
import { treeOf } from './tree.ts';

/** The fields that a step may change: those it assigns, unless it only ever assigns them what they begin with. */
export function changedFields(
  step: AnyFunction,
  initial: (field: string) => number | boolean | undefined,
): Set<string> {
  const node = treeOf(step);
  const [state] = node.params;
  const changed = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (typeof part !== 'object' || part === null) return;
    const { type, left, operator, right } = part as Partial<AssignmentExpression>;
    if (type === 'AssignmentExpression' && left!.type === 'MemberExpression') {
      const [field] = namesAfterRoot(left!) ?? [];
      const isOwn = state?.type === 'Identifier' && rootOf(left!)?.name === state.name;
      const isKept = operator === '=' && right!.type === 'Literal' && Object.is(right!.value, initial(field ?? ''));
      if (isOwn && field !== undefined && !isKept) changed.add(field);
      return;
    }
    for (const value of Object.values(part)) if (typeof value === 'object') visit(value);
  };
  visit(node.body);
  return changed;
}
