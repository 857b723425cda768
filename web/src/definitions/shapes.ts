// What travels for definitions.
import type { Field, Text } from "../api/shapes";
import type { DiffLine } from "../dossier/shapes";

export interface DefinitionBrief {
  kind: string;
  name: string;
  version: number;
  title: Text;
  adopted_at: string;
  seq: number;
  digest: string;
}

export interface DefinitionVersion {
  version: number;
  adopted_at: string;
  actor: string;
  seq: number;
  digest: string;
}

export interface Definition {
  kind: string;
  name: string;
  version: number;
  title: Text;
  digest: string;
  text: string;
  versions: DefinitionVersion[];
}

export interface DefinitionProblem {
  line: number;
  column: number;
  message: string;
}

export interface DefinitionPreview {
  problems: DefinitionProblem[];
  name: string;
  fields: Field[];
  diff: DiffLine[];
}

export interface DefinitionAdopted {
  version: number;
  seq: number;
}
