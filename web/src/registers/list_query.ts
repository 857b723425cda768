// The register list's whole state stands in its address, so that it can be sent and Back returns to it.
import type { LocationQuery } from "vue-router";
import type { Query } from "../api/client";

export interface ListState {
  from: string;
  to: string;
  q: string;
  sort: string;
  state: "current" | "all";
  filters: Record<string, string[]>; // field → values
  columns: string[] | null; // null = the register's own choice
  after: string;
  page: number;
}

const one = (value: LocationQuery[string] | undefined) => String((Array.isArray(value) ? value[0] : value) ?? "");
const list = (text: string) => text.split(",").filter(Boolean).map(decodeURIComponent);

export function readState(query: LocationQuery): ListState {
  const filters: Record<string, string[]> = {};
  for (const name of Object.keys(query)) if (name.startsWith("f.")) filters[name.slice(2)] = list(one(query[name]));
  return {
    from: one(query.from),
    to: one(query.to),
    q: one(query.q),
    sort: one(query.sort),
    state: one(query.state) === "all" ? "all" : "current",
    filters,
    columns: query.cols ? list(one(query.cols)) : null,
    after: one(query.after),
    page: Math.max(1, Number(one(query.page)) || 1),
  };
}

/** A comma inside a value is escaped, so that it does not part the list. */
const joined = (values: string[]) => values.map((value) => value.replace(/[%,]/g, encodeURIComponent)).join(",");

function conditions(state: ListState): Query {
  const query: Query = { from: state.from, to: state.to, q: state.q };
  for (const [field, values] of Object.entries(state.filters)) if (values.length) query[`f.${field}`] = joined(values);
  return query;
}

/** For the address of the page. */
export function writeState(state: ListState): Record<string, string> {
  const query: Query = {
    ...conditions(state),
    sort: state.sort,
    state: state.state === "all" ? "all" : "",
    cols: state.columns ? joined(state.columns) : "",
    after: state.after,
    page: state.page > 1 ? state.page : "",
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value).map(([name, value]) => [name, String(value)]));
}

/** For the server: rows, and the same without paging for export. */
export function rowsQuery(state: ListState, limit: number): Query {
  return { ...conditions(state), sort: state.sort, state: state.state, after: state.after, limit };
}
export function exportQuery(state: ListState, format: "csv" | "xlsx"): Query {
  return { ...conditions(state), sort: state.sort, state: state.state, format };
}

export function isFiltered(state: ListState): boolean {
  return !!(state.from || state.to || state.q || Object.values(state.filters).some((values) => values.length));
}
