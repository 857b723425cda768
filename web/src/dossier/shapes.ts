// What travels for a project: its document, its plan, formulas and their vocabulary.
import type { Text } from "../api/shapes";
import type { VocabularyName } from "../indicators/shapes";

export interface Goal {
  title: string;
  text: string;
}

export interface Section {
  heading: string;
  paragraphs: string[];
  known: boolean;
}

export interface Period {
  first: string;
  last: string;
}

export interface Target {
  operator: string;
  value: string;
  unit: string;
  finding: string | null;
}

export interface IndicatorRow {
  no: number;
  level1: string;
  level2: string;
  name: string;
  operator_cell: string;
  value_cell: string;
  unit_cell: string;
  label_cell: string;
  rule_cell: string;
  content_cell: string;
  source_cell: string;
  target: Target | null;
}

export interface IndicatorPlan {
  no: number;
  formula: string;
  rule: string;
  weight: string | null;
  deduct_points: string | null;
  period: string;
  missing: "incomplete" | "zero";
  note: Text;
}

export interface DossierUnit {
  name: string;
  code: string;
  address: string;
  phone: string;
  legal_person: string;
}

export interface Project {
  code: string;
  name: string;
  year: number;
  version: number;
  seq: number;
  unit: DossierUnit;
  period: Period | null;
  amount: string | null;
  goals: Goal[];
  sections: Section[];
  indicators: IndicatorRow[];
  scheme: string;
  plans: IndicatorPlan[];
  sample: string;
}

export interface ProjectVersion {
  version: number;
  seq: number;
  at: string;
  actor: string;
  changes: number;
}

export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

export interface Diff {
  lines: DiffLine[];
}

export interface Draft {
  plans: IndicatorPlan[];
  note: string;
  by: string;
  at: string;
  revision: number;
}

export interface DraftBody {
  plans: IndicatorPlan[];
  note: string;
}

export interface FormulaProblem {
  at: number;
  length: number;
  message: string;
}

export interface FormulaCheck {
  ok: boolean;
  problems: FormulaProblem[];
  words: Text | null;
  unit: string;
  value: string | null;
  value_printed: string | null;
}

export interface VocabularyRegister {
  name: string;
  title: Text;
  measures: VocabularyName[];
  dimensions: VocabularyName[];
  filters: VocabularyName[];
}

export interface VocabularyFunction {
  name: string;
  signature: string;
  words: Text;
}

export interface VocabularyPrice {
  name: string;
  title: Text;
  unit: string;
  amount: string;
  from: string;
}

export interface VocabularyRate {
  name: string;
  register: string;
  title: Text;
  words: Text;
}

export interface Vocabulary {
  registers: VocabularyRegister[];
  functions: VocabularyFunction[];
  prices: VocabularyPrice[];
  rates: VocabularyRate[];
}
