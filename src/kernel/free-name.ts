import { nearestName } from '../text/nearest-name.ts';
import type { MathSignatures } from './contracts.ts';

const insteadOf: ReadonlyMap<string, string> = new Map([
  ['undefined', 'give every value a number or a boolean'],
  ['Math.random', 'declare a draw and read it from draw'],
  ['Math.pow', 'write the product out, or math.exp(y * math.log(x))'],
  ['Math.sin', 'write math.sinTurn(x), with x in turns of a full circle'],
  ['Math.cos', 'write math.cosTurn(x), with x in turns of a full circle'],
  ['Math.round', 'write math.floor(x + 0.5)'],
]);

/**
 * What to write instead of a name that a step does not own: `path` as in `Math.PI` or `exp`, `given` the text of its
 * arguments when it is called.
 */
export function insteadOfFreeName(path: string, given: string | undefined, math: MathSignatures): string {
  const known = insteadOf.get(path);
  if (known !== undefined) return known;
  if (given === undefined) return 'put its value into the constants and read it from k';
  const name = path.slice(path.lastIndexOf('.') + 1);
  const meant = nearestName(name, Object.keys(math));
  return meant === undefined ? `declare ${name} in uses and call math.${name}(...)` : `write math.${meant}(${given})`;
}
