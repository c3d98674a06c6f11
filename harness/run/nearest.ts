/** Longest name that is compared; what a person mistypes is shorter. */
const MAX_NAME_LENGTH = 120;

/** The known name that a mistyped one most likely meant; `null` when none is near (a third of its length). */
export function nearest(name: string, known: Iterable<string>): string | null {
  const wanted = name.slice(0, MAX_NAME_LENGTH);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const far = distance(wanted.toLowerCase(), candidate.toLowerCase().slice(0, MAX_NAME_LENGTH));
    if (far >= bestDistance) continue;
    best = candidate;
    bestDistance = far;
  }
  return best;
}

/** Names that a message lists at most. */
const MAX_LISTED = 20;

/** What to do about an unknown name: the nearest known one, else those that there are. */
export function didYouMean(name: string, known: readonly string[], what: string): string {
  const near = nearest(name, known);
  if (near !== null) return `Did you mean ${near}?`;
  const listed = known.slice(0, MAX_LISTED).join(', ');
  return `${what}: ${known.length === 0 ? 'none' : listed}${known.length > MAX_LISTED ? `, … (${known.length} in all)` : ''}`;
}

/** Insertions, removals, replacements and swaps of neighbours that lead from one word to the other. */
function distance(from: string, to: string): number {
  let older: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let least = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) least = Math.min(least, at(older, j - 2) + 1);
      row.push(least);
    }
    older = previous;
    previous = row;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
