/** One name for what is named after a parameter in each cell: `2x daily` and `3x daily` are `…x daily`. */
export function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => [...name]);
  if (others.every((other) => other.join('') === (first as string[]).join(''))) return (first as string[]).join('');
  const all = [first as string[], ...others];
  const shortest = Math.min(...all.map(({ length }) => length));
  let start = 0;
  while (start < shortest && all.every((name) => name[start] === all[0]![start])) start++;
  let end = 0;
  while (end < shortest - start && all.every((name) => name.at(-1 - end) === all[0]!.at(-1 - end))) end++;
  if (start + end === 0) return names[0]!;
  return `${all[0]!.slice(0, start).join('')}…${end === 0 ? '' : all[0]!.slice(-end).join('')}`;
}
