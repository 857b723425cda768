// What travels for a project: its document, its plan, formulas and their vocabulary. The types are the server's schemas.
import type { components } from "../api/types";

type Schemas = components["schemas"];

export type Goal = Schemas["Goal"];
export type Section = Schemas["Section"];
export type Period = Schemas["Period"];
export type Target = Schemas["Target"];
export type TargetAdjusted = Schemas["TargetAdjusted"];
export type TargetDifference = Schemas["TargetDifference"];
export type TargetCheck = Schemas["TargetCheck"];
export type TargetSide = Schemas["TargetSide"];
export type IndicatorRow = Schemas["IndicatorRow"];
export type IndicatorPlan = Schemas["IndicatorPlan"];
export type DossierUnit = Schemas["DossierUnit"];
export type Project = Schemas["Project"];
export type ProjectVersion = Schemas["ProjectVersion"];
export type DiffLine = Schemas["DiffLine"];
export type Diff = Schemas["Diff"];
export type Draft = Schemas["Draft"];
export type DraftBody = Schemas["DraftBody"];
export type FormulaProblem = Schemas["FormulaProblem"];
export type FormulaCheck = Schemas["FormulaCheck"];
export type VocabularyRegister = Schemas["VocabularyRegister"];
export type VocabularyFunction = Schemas["VocabularyFunction"];
export type VocabularyPrice = Schemas["VocabularyPrice"];
export type VocabularyRate = Schemas["VocabularyRate"];
export type Vocabulary = Schemas["Vocabulary"];
export type ProjectReading = Schemas["ProjectReading"];
export type ProjectReadingRow = Schemas["ProjectReadingRow"];
