// Names of what the server sends about rounds and matters.
import type { components } from "../api/types";

type Schemas = components["schemas"];
export type Checklist = Schemas["Checklist"];
export type CheckItem = Schemas["CheckItem"];
export type RoundRow = Schemas["RoundBrief"];
export type MissedRound = Schemas["MissedRound"];
export type RoundList = Schemas["RoundList"];
export type Round = Schemas["Round"];
export type NewRound = Schemas["NewRound"];
export type MatterRow = Schemas["MatterBrief"];
export type MatterList = Schemas["MatterList"];
export type MatterCounts = Schemas["MatterCounts"];
export type Matter = Schemas["Matter"];
export type MatterStep = Matter["next"][number];
