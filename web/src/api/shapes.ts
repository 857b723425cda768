// What travels between server and pages, by short names; the types themselves are made from the server's schemas.
// Numbers that are not whole, and money, are strings as they print.
import type { components } from "./types";

type Schemas = components["schemas"];

export interface List<Item> {
  items: Item[];
  next: string | null;
}

export type Text = Schemas["Text"];
export type Values = Schemas["Values"];

export type SessionUser = Schemas["SessionUser"];
export type Session = Schemas["Session"] & { ended?: boolean }; // ended: the server forgot it; the page behind is kept
export type OpenSession = Schemas["OpenSession"];
export type Token = Schemas["Token"];
export type Person = Schemas["User"];
export type UnitNode = Schemas["UnitNode"];
export type RoleMatrix = Schemas["RoleMatrix"];

export type RegisterRow = Schemas["RegisterBrief"];
export type Register = Schemas["Register"];
export type Field = Schemas["Field"];
export type FieldType = Field["type"];
export type Entry = Schemas["Entry"];
export type EntryList = Schemas["EntryPage"];
export type EntryVersion = Schemas["EntryVersion"];
export type EntryPage = Schemas["EntryHistory"];
export type AttachedFile = Schemas["AttachedFile"];
export type EntryUpload = Schemas["EntryUpload"];
export type FieldNote = Schemas["FieldMessage"];
export type CheckAnswer = Schemas["EntryCheck"];
export type TotalRow = Schemas["TotalRow"];

export type Upload = Schemas["Upload"];
export type ImportResult = Schemas["ImportResult"];
export type ImportProblem = Schemas["RowProblem"];
export type ImportGroup = Schemas["ProblemGroup"];
export type Withdrawal = Schemas["Withdrawal"];
export type PastImport = Schemas["EarlierImport"];

export type SearchHit = Schemas["SearchHit"];
export type Home = Schemas["Home"];
export type Waiting = Schemas["Waiting"];
export type Settings = Schemas["Settings"];
export type About = Schemas["About"];
