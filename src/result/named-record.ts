/** A record by names that somebody chose. It has no prototype: a holding may be called `__proto__`. */
export function namedRecord<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}
