// Units as a tree, from the list that the server tells. Pure.
import type { UnitNode } from "../api/shapes";

export interface TreeRow {
  unit: UnitNode;
  depth: number;
}

/** Each behind the one it is below; what is above all that one may see stands at the left. */
export function asTree(units: readonly UnitNode[]): TreeRow[] {
  const known = new Set(units.map((unit) => unit.code));
  const rows = (above: string | null, depth: number): TreeRow[] =>
    units
      .filter((unit) => (unit.parent !== null && known.has(unit.parent) ? unit.parent : null) === above)
      .flatMap((unit) => [{ unit, depth }, ...rows(unit.code, depth + 1)]);
  return rows(null, 0);
}

/** The unit and all below it. */
export function withBelow(units: readonly UnitNode[], code: string): TreeRow[] {
  const tree = asTree(units);
  const from = tree.findIndex((row) => row.unit.code === code);
  if (from < 0) return [];
  const { depth } = tree[from]!;
  const end = tree.findIndex((row, at) => at > from && row.depth <= depth);
  return tree.slice(from, end < 0 ? undefined : end).map((row) => ({ ...row, depth: row.depth - depth }));
}

/** For an option of a select, where a style does not indent. */
export const indented = (row: TreeRow) => `${"\u3000".repeat(row.depth)}${row.unit.name}`;
