// A paper on its way in: read, put right, read again, imported. The server reads; nothing is kept before the import.
import { ref } from "vue";
import { api, newKey } from "../api/client";
import { told } from "../api/told";
import { upload } from "../api/upload";
import type { Project, ProjectReading } from "./shapes";

export interface Ask {
  scheme: string;
  reason: string;
  checked: boolean;
}

export function useReading() {
  const reading = ref<ProjectReading | null>(null);
  const done = ref<Project | null>(null);
  const problem = ref("");
  const refused = ref(""); // of the import
  const busy = ref(false);
  const edits = ref<Record<string, string>>({});
  const head = ref({ name: "", year: "" });
  let key = newKey();

  async function attempt<T>(into: typeof problem, act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined;
    [problem.value, refused.value, busy.value] = ["", "", true];
    try {
      return await act();
    } catch (error) {
      into.value = told(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  async function read(act: () => Promise<ProjectReading>) {
    const found = await attempt(problem, act);
    if (!found) return;
    reading.value = found;
    edits.value = {};
    head.value = { name: "", year: "" };
    key = newKey();
  }
  const readFile = (file: File) => read(() => upload<ProjectReading>(file, () => {}, undefined, "/projects/reading"));
  const readText = (text: string) => read(() => api.post<ProjectReading>("/projects/reading", { text }));
  function readAgain() {
    const { grid } = reading.value!;
    const rows = grid.rows.map((row, at) => ({ ...row, cells: row.cells.map((cell, column) => ({ ...cell, text: edits.value[`${at} ${column}`] ?? cell.text })) }));
    return read(() => api.post<ProjectReading>("/projects/reading", { rows, format: grid.format, name: head.value.name.trim(), year: Number(head.value.year) || 0 }));
  }
  async function bringIn({ scheme, reason, checked }: Ask) {
    const { document, grid, version } = reading.value!;
    const made = await attempt(refused, () => api.post<Project>("/projects", { document, format: grid.format, version, scheme, reason, checked }, { key }));
    key = newKey(); // refused or done, the next try is another act
    if (made) done.value = made;
  }
  function again() {
    reading.value = done.value = null;
    problem.value = refused.value = "";
  }
  return { reading, done, problem, refused, busy, edits, head, readFile, readText, readAgain, bringIn, again };
}
