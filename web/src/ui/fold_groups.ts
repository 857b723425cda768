// At most twelve groups stand in a receipt: the largest, in their order, and one line for the rest with its own sum.
import { compare, exact, printed, sum, zero, type Exact } from "./exact";

interface Group {
  key: string;
  rows: number;
  sum: string;
}

const size = (group: Group): Exact => {
  const value = exact(group.sum) ?? zero;
  return { n: value.n < 0n ? -value.n : value.n, d: value.d };
};

export function foldGroups<G extends Group>(groups: readonly G[], most: number): { shown: readonly G[]; rest: { groups: number; rows: number; sum: string | null } | null } {
  if (groups.length <= most) return { shown: groups, rest: null };
  const kept = new Set([...groups].sort((a, b) => compare(size(b), size(a))).slice(0, most - 1));
  const others = groups.filter((group) => !kept.has(group));
  const total = sum(others.map((group) => group.sum));
  const rows = others.reduce((n, group) => n + group.rows, 0);
  return { shown: groups.filter((group) => kept.has(group)), rest: { groups: others.length, rows, sum: total && printed(total) } };
}
