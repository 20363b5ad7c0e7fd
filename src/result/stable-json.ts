/**
 * JSON with the same bytes on every machine: keys in the order they were made, -0 as 0, one newline at the end.
 *
 * `pretty` indents by two spaces, for files; otherwise it is one line, for streams of documents. Numbers are written by
 * ECMAScript's shortest form that reads back as the same double (ECMA-262, Number::toString).
 *
 * @throws {Error} for a number that is not finite, which JSON would silently turn into null, and for what JSON cannot
 * hold: undefined, functions, typed arrays.
 */
export function stableJson(value: unknown, { pretty = false }: { readonly pretty?: boolean } = {}): string {
  return `${JSON.stringify(value, refuseWhatWouldBeLost, pretty ? 2 : undefined)}\n`;
}

function refuseWhatWouldBeLost(key: string, value: unknown): unknown {
  const isNumberLost = typeof value === 'number' && !Number.isFinite(value);
  const isLost =
    value === undefined || typeof value === 'function' || typeof value === 'symbol' || ArrayBuffer.isView(value);
  if (isNumberLost || isLost) {
    throw new Error(`stableJson: ${JSON.stringify(key)} must be something that JSON can hold; got ${describe(value)}`);
  }
  return value;
}

function describe(value: unknown): string {
  return ArrayBuffer.isView(value) ? value.constructor.name : String(value);
}
