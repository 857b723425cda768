// What travels for evaluations, receipts and frozen evaluations (docs/rules/api.md). Exact numbers are strings.
import type { Text } from "../api/shapes";

export interface ProjectBrief {
  code: string;
  name: string;
  year: number;
  unit: string;
}

export interface Pace {
  expected: string;
  share: string;
  workdays_gone: number;
  workdays_all: number;
  word: string;
}

export interface ReceiptBrief {
  rows: number;
  sum: string;
  adds_up: boolean;
  digest: string;
  journal_seq: number;
}

export interface OwnerRegister {
  name: string;
  title: Text;
  owner: string;
}

export interface EvaluatedIndicator {
  no: number;
  name: string;
  level1: string;
  level2: string;
  operator: string | null;
  target: string | null;
  target_printed: string;
  unit: string;
  value: string | null;
  value_printed: string | null;
  met: boolean | null;
  weight: string | null;
  score: string | null;
  score_exact: string | null;
  rule: string;
  formula: string;
  derivation: string;
  explanation: Text;
  status: "complete" | "incomplete" | "stale" | "declared";
  status_reason: string;
  status_word: Text;
  receipt: ReceiptBrief | null;
  pace: Pace | null;
  owner_registers: OwnerRegister[];
}

export interface Execution {
  weight: string;
  score: string | null;
  status: string;
}

export interface EvaluationTotal {
  weight: string;
  scored_weight: string | null;
  score: string | null;
  score_exact: string | null;
  grade: string | null;
  note: string;
}

export interface FindingDecisionBrief {
  chosen: string;
  by: string;
  proposed: boolean;
  reason: string;
}

export interface EvaluationFinding {
  code: string;
  where: string;
  indicator: number;
  message: string;
  from: "document" | "figures";
  needs_decision: boolean;
  decision: FindingDecisionBrief | null;
}

export interface UsedDefinition {
  kind: string;
  name: string;
  version: number;
  digest: string;
}

export interface Brief {
  sentence: Text;
  lines: BriefLine[];
}

export interface BriefLine {
  indicator: number;
  word: string;
  text: Text;
  action: string;
}

export interface JournalHeadBrief {
  seq: number;
  root: string;
}

export interface Evaluation {
  project: ProjectBrief;
  sample: boolean;
  as_of: string;
  scheme: string;
  indicators: EvaluatedIndicator[];
  execution: Execution;
  total: EvaluationTotal;
  findings: EvaluationFinding[];
  definitions: UsedDefinition[];
  journal_head: JournalHeadBrief;
  brief: Brief;
}

export interface SourceFile {
  source_name: string;
  seq: number;
  at: string;
  actor: string;
  rows: number;
  digest: string;
}

export interface Head {
  seq: number;
  digest: string;
  root: string;
  at: string;
}

export interface VocabularyName {
  name: string;
  title: Text;
  unit?: string;
  values?: string[];
}

export interface ReceiptPart {
  register: string;
  text: string;
  words: Text;
  rows: number;
  sum: string;
  rollup: string;
}

export interface ReceiptGroup {
  key: string;
  title: string;
  rows: number;
  sum: string;
}

export interface ReceiptLine {
  register: string;
  id: number;
  version: number;
  day: string;
  seq: number;
  amount: string;
  counts_as: string;
  part: string;
}

export interface FindingDecision {
  chosen: string;
  by: string;
  reason: string;
  proposed: boolean;
  seq: number;
  at: string | null;
}

export interface Consequence {
  value: string;
  met: boolean | null;
  score: string | null;
}

export interface FindingOption {
  id: string;
  title: Text;
  consequence?: Consequence;
}

export interface Finding {
  code: string;
  indicator: number;
  where: string;
  message: string;
  needs_decision: boolean;
  words: string;
  options: FindingOption[];
  decision: FindingDecision | null;
}

export interface Receipt {
  no: number;
  name: string;
  value: string;
  value_printed: string | null;
  recomputed: string;
  adds_up: boolean;
  digest: string;
  total_rows: number;
  parts: ReceiptPart[];
  group_by: string;
  group_choices: VocabularyName[];
  groups: ReceiptGroup[];
  lines: ReceiptLine[];
  next: string | null;
  files: SourceFile[];
  decisions: Finding[];
  definitions: UsedDefinition[];
  head: Head;
  formula: string;
  words: Text;
  derivation: string;
  why: Text | null;
  target_printed: string;
  status: string;
  status_word: Text;
  as_of: string;
  pace: Pace | null;
}

export interface ReceiptVerified {
  ok: boolean;
  ms: number;
  checked: VerifyChecked;
  problems: string[];
}

export interface VerifyChecked {
  lines: number;
  rows: number;
}

export interface Series {
  unit: string;
  by: "day" | "month";
  points: SeriesPoint[];
  cap: string | null;
  target: string | null;
  by_zone: ZoneValue[];
}

export interface SeriesPoint {
  day: string;
  value: string;
  cumulative: string;
  expected: string | null;
}

export interface ZoneValue {
  key: string;
  title: string;
  value: string;
}

export interface FrozenBrief {
  version: number;
  project: string;
  at: string;
  by: string;
  seq: number;
  total: string | null;
  grade: string | null;
  digest: string;
  as_of: string;
}

export interface FrozenDifference {
  no: number;
  name: string;
  a: string | null;
  b: string | null;
  difference: string | null;
  why: string;
}

export interface FrozenTotals {
  a: string | null;
  b: string | null;
}

export interface FrozenCompare {
  rows: FrozenDifference[];
  total: FrozenTotals;
}

export interface Holds {
  holds: boolean;
  ms: number;
}
