// What the brief reads of GET /home.
import type { components } from "../api/types";

export type BriefHome = components["schemas"]["Home"];
