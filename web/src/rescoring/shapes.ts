// A published table as read, and what its rules give. Printed figures are strings as they stand in the table.
import type { components } from "../api/types";

type Schemas = components["schemas"];

export type Rescoring = Schemas["Rescoring"];
export type RescoringRow = Schemas["RescoringRow"];
export type RescoringGrid = Schemas["RescoringGrid"];
