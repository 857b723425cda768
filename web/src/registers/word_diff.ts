// What changed between two values, word by word (Chinese: character by character), for the history of an entry.
export interface Piece {
  text: string;
  kind: "same" | "added" | "removed";
}

const limit = 400; // of units; a longer text is shown as replaced

function units(text: string): string[] {
  return text.match(/[A-Za-z0-9_.-]+|\s+|./gsu) ?? [];
}

/** Longest common subsequence: the lengths from each pair of positions to the ends. */
function lengths(a: string[], b: string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i)
    for (let j = b.length - 1; j >= 0; --j)
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
}

export function wordDiff(before: string, after: string): Piece[] {
  const a = units(before);
  const b = units(after);
  const pieces: Piece[] = [];
  const add = (text: string, kind: Piece["kind"]) => {
    const last = pieces[pieces.length - 1];
    if (last?.kind === kind) last.text += text;
    else if (text) pieces.push({ text, kind });
  };
  if (a.length > limit || b.length > limit || !a.length || !b.length) {
    add(before, "removed");
    add(after, "added");
    return pieces;
  }
  const common = lengths(a, b);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) add(a[i++]!, "same"), ++j;
    else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!)) add(a[i++]!, "removed");
    else add(b[j++]!, "added");
  }
  return pieces;
}
