// What travels for the journal and its verification.
import type { List, Text } from "../api/shapes";

export interface JournalKind {
  kind: string;
  title: Text;
}

export interface JournalLine {
  seq: number;
  at: string;
  actor: string;
  kind: string;
  title: Text;
  summary: Text;
  digest: string;
  register: string | null;
  entry: number | null;
}

export interface FieldChange {
  field: string;
  title: Text;
  before: string | null;
  after: string | null;
}

export interface JournalLineFull {
  seq: number;
  at: string;
  actor: string;
  kind: string;
  title: Text;
  summary: Text;
  digest: string;
  prev: string;
  body: unknown;
  register: string | null;
  entry: number | null;
  changes: FieldChange[];
}

export interface VerificationProblem {
  code: string;
  where: string;
  message: string;
}

export interface Verification {
  id: string;
  state: "running" | "done";
  part: string;
  done: number;
  total: number;
  lines: number;
  problems: VerificationProblem[];
  not_covered: string[];
  ms: number;
  by: string;
  started_at: string;
  sound: boolean | null;
}

export interface JournalPage extends List<JournalLine> {
  kinds: JournalKind[];
}
