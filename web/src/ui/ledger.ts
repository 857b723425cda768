/** A column of LedgerTable. Figures stand right; `phone` says where it goes in the two-line row of a phone. */
export interface Column {
  key: string;
  title: string;
  number?: boolean;
  tabular?: boolean;
  unit?: string;
  sortable?: boolean;
  wide?: boolean; // long text: cut with …, whole in the title
  phone?: "name" | "figure" | "status" | "date";
}

/** The lines of the total row: none = running, single = closed or proven, double = frozen, gaps = does not add up. */
export type Ruling = "running" | "closed" | "frozen" | "broken";
