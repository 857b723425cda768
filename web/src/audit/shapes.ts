// What travels for the journal and its verification. The types are the server's schemas.
import type { components } from "../api/types";

type Schemas = components["schemas"];

export type JournalKind = Schemas["JournalKind"];
export type JournalLine = Schemas["JournalLine"];
export type FieldChange = Schemas["FieldChange"];
export type JournalLineFull = Schemas["JournalLineFull"];
export type VerificationProblem = Schemas["VerificationProblem"];
export type Verification = Schemas["Verification"];
export type JournalPage = Schemas["JournalPage"];
export type Head = Schemas["Head"];
export type HeadChecked = Schemas["HeadChecked"];
