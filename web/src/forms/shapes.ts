import type { components } from "../api/types";

type Schemas = components["schemas"];
export type PaperKind = Schemas["PrintablePaper"];
export type PaperPreview = Schemas["PaperPreview"];
export type PaperBlock = Schemas["PaperBlock"];
export type PaperRow = Schemas["PaperRow"];
export type PaperChecked = Schemas["PaperChecked"];
export type OwnWords = Schemas["OwnWords"];
export type OwnWordsPlace = Schemas["OwnWordsPlace"];
