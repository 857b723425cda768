// The budget lines that a contract may take its money from.
import { ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";

/** As much of the money board as a choice of a line needs; amounts are yuan as text. */
export interface LineChoice {
  project: string;
  line: string;
  purpose: string;
  economic_class: string;
  free: string;
  state: string;
}

export function useLines() {
  const lines = ref<LineChoice[]>([]);
  const problem = ref("");
  api.get<{ lines: LineChoice[] }>("/funds/overview").then(
    (found) => (lines.value = found.lines.filter((one) => one.state === "open")),
    (error) => {
      problem.value = told(error);
    },
  );
  return { lines, problem };
}
