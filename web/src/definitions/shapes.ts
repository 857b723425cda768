// What travels for definitions. The types are the server's schemas.
import type { components } from "../api/types";

type Schemas = components["schemas"];

export type DefinitionBrief = Schemas["DefinitionBrief"];
export type DefinitionVersion = Schemas["DefinitionVersion"];
export type Definition = Schemas["Definition"];
export type DefinitionProblem = Schemas["DefinitionProblem"];
export type DefinitionPreview = Schemas["DefinitionPreview"];
export type DefinitionAdopted = Schemas["DefinitionAdopted"];
export type FormText = Schemas["FormText"];
