// What replaces the page: a fault, no right, no server. Set by the router and by Vue's error handler.
import { ref } from "vue";

export interface ProblemPage {
  kind: "fault" | "denied" | "unreachable" | "unit";
  permission?: string;
  detail?: string;
}
export const problemPage = ref<ProblemPage | null>(null);
