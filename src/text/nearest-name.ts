/**
 * The known name that was probably meant: fewest single-letter edits, letter case aside; none if more than a third would
 * change. Half a name is compared with as much of the other: "volatilty" means `volatilityPerYear`.
 */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of known) {
    if (name.length > LONGEST || given.length > LONGEST) continue;
    const [wanted, whole] = [given.toLowerCase(), name.toLowerCase()];
    const beginning = given.length >= SHORTEST_BEGINNING ? whole.slice(0, given.length + 1) : whole;
    const edits = Math.min(editDistance(wanted, whole), editDistance(wanted, beginning) + 1);
    if (edits < least) {
      nearest = name;
      least = edits;
    }
  }
  return nearest;
}

/** Names beyond this are not compared: the work grows with the product of the lengths. */
const LONGEST = 100;
/** Fewer letters than this begin too many names to mean one. */
const SHORTEST_BEGINNING = 5;

/** Edits that turn one word into the other: letters put in, left out, replaced, or two neighbours swapped (Damerau 1964). */
function editDistance(from: string, to: string): number {
  let beforeAbove: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = above[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwap ? beforeAbove[j - 2]! + 1 : replaced;
      row.push(Math.min(replaced, swapped, above[j]! + 1, row[j - 1]! + 1));
    }
    beforeAbove = above;
    above = row;
  }
  return above[to.length]!;
}
