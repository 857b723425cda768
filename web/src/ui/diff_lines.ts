export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}
export type FoldedLine = DiffLine | { kind: "skipped"; count: number };

/** Keeps `around` unchanged lines beside each change and counts the others. */
export function folded(lines: readonly DiffLine[], around: number): FoldedLine[] {
  const near = lines.map(() => false);
  lines.forEach((line, i) => {
    if (line.kind === "same") return;
    for (let k = Math.max(0, i - around); k <= Math.min(lines.length - 1, i + around); k++) near[k] = true;
  });
  const out: FoldedLine[] = [];
  lines.forEach((line, i) => {
    const last = out.at(-1);
    if (near[i]) out.push(line);
    else if (last?.kind === "skipped") last.count++;
    else out.push({ kind: "skipped", count: 1 });
  });
  return out;
}
