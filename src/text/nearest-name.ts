/** The name that was probably meant: nearest by edit distance (Levenshtein 1966), letter case aside; none if all are far. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 2)) + 1;
  for (const name of names) {
    if (name.length > 100 || wanted.length > 100) continue;
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (distance < least && distance < Math.max(wanted.length, name.length)) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const line = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const substituted = above[j]! + (a[i] === b[j] ? 0 : 1);
      line.push(Math.min(substituted, above[j + 1]! + 1, line[j]! + 1));
    }
    above = line;
  }
  return above[b.length]!;
}
