// What travels between server and pages. Numbers that are not whole, and money, are strings as they print.
export interface Text {
  zh: string;
  en: string;
}

export interface List<Item> {
  items: Item[];
  next: string | null;
}

export interface Unit {
  code: string;
  name: string | Text;
  sample: boolean;
}

export interface User {
  name: string;
  display_name: string;
  roles: string[];
  permissions: string[];
  unit: Unit;
  must_change_password: boolean;
  second_factor: boolean;
}

export interface Session {
  user: User;
  today: string;
  version: string;
  ended?: boolean; // the server forgot this session; the page behind is kept
}

export interface RegisterRow {
  name: string;
  title: Text;
  kind: string;
  owner: string;
  entries: number;
  last_day: string | null;
  stale_workdays: number | null;
  closed_until: string | null;
  may: { record: boolean; correct: boolean; import: boolean; export: boolean; close: boolean };
}

export type FieldType = "text" | "integer" | "quantity" | "money" | "date" | "time" | "choice" | "reference" | "file" | "ratio";

export interface Field {
  name: string;
  title: Text;
  type: FieldType;
  required: boolean;
  sum: boolean;
  dimension: boolean;
  derived: boolean;
  scale: number;
  unit: string;
  max_chars: number;
  min: string | null;
  max: string | null;
  choices: { value: string; title: Text }[];
  default: string | null;
  personal: { mask: string } | null;
}

export interface Register {
  name: string;
  title: Text;
  kind: string;
  owner: string;
  date_field: string;
  version: number;
  digest: string;
  fields: Field[];
  checks: { rule: string; message: Text }[];
  filters: { name: string; title: Text }[];
  rules: Record<string, unknown>;
  closed_until: string | null;
}

export type Values = Record<string, string | null>;

export interface Entry {
  id: number;
  version: number;
  versions: number;
  state: "current" | "void";
  day: string;
  seq: number;
  late: boolean;
  reason: string | null;
  values: Values;
}

export interface EntryList extends List<Entry> {
  total: { rows: number; sums: Record<string, string> };
}

export interface EntryVersion {
  version: number;
  state: string;
  day: string;
  seq: number;
  late: boolean;
  reason: string | null;
  ended_reason: string | null;
  at: string;
  actor: string;
  values: Values;
}

export interface EntryPage {
  register: string;
  id: number;
  state: string;
  versions: EntryVersion[];
  files: { name: string; digest: string }[];
}

export interface FieldNote {
  field: string;
  message: string;
}

export interface CheckAnswer {
  problems: FieldNote[];
  warnings: FieldNote[];
  effects: { text: string }[];
  derived: Record<string, string>;
}

export interface Upload {
  upload: string;
  name: string;
  bytes: number;
  digest: string;
  kind: string;
}

export interface ImportProblem {
  row: number;
  column: string;
  value: string;
  field: string;
  message: string;
}

export interface ImportGroup {
  code: string;
  message: string;
  remedy: string;
  count: number;
  examples: { row: number; column: string; value: string }[];
}

export interface ImportResult {
  register: string;
  candidates: { name: string; title?: Text | string }[] | string[];
  format: string;
  rows: number;
  stored: number;
  refused: number;
  heading_row: number;
  mapping: Record<string, string>;
  unused: string[];
  notes: string[];
  hidden_sheets: string[];
  groups: ImportGroup[];
  problems: ImportProblem[];
  more_problems: number;
  preview: string[][];
  seq: number | null;
  rest?: string | null;
}

export interface PastImport {
  seq: number;
  at: string;
  actor: string;
  register: string;
  source_name: string;
  rows: number;
  digest: string;
}

export interface SearchHit {
  kind: "page" | "do" | "register" | "entry" | "indicator" | "user";
  title: string;
  hint: string;
  path: string;
}

export interface Waiting {
  kind: string;
  title: string;
  text: string;
  due: string | null;
  path: string;
}

export interface Home {
  today: string;
  workday: { n: number; of: number };
  mine: { entries_today: number; drafts: number };
  waiting: Waiting[];
  stale: { register: string; title: string | Text; owner: string; days: number }[];
  imports_due: { register: string; title: string | Text; text: string }[];
}
