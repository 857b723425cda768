// Import in four steps: file → columns → problems → written. Nothing is written before the last button; what was mended in
// place travels as edits with the same file, whose bytes stay as the platform gave them.
import { computed, ref } from "vue";
import { api, newKey, Refused, Unreachable } from "../api/client";
import type { ImportGroup, ImportProblem, ImportResult, Register, Upload } from "../api/shapes";
import { upload } from "../api/upload";
import { definitionOf } from "./registers";

export type Step = 1 | 2 | 3 | 4;

export function useImport(wanted: string) {
  const step = ref<Step>(1);
  const chosen = ref(wanted); // register, or "" = recognise
  const file = ref<Upload | null>(null);
  const share = ref(0);
  const doing = ref<"" | "upload" | "check" | "write">("");
  const result = ref<ImportResult | null>(null);
  const register = ref<Register | null>(null);
  const sheet = ref(""); // of an XLSX; "" = the first that can be read
  const mapping = ref<Record<string, string>>({});
  const edits = ref<Record<string, string>>({}); // "row\tcolumn" → value
  const checkedEdits = ref(0);
  const group = ref(0);
  const lateReason = ref("");
  const needsReason = ref(false);
  const refusal = ref("");
  let aborting: AbortController | null = null;
  let key = newKey();

  const editList = computed(() => Object.entries(edits.value).map(([place, value]) => {
    const [row, column] = place.split("\t");
    return { row: Number(row), column: column ?? "", value };
  }));
  const openEdits = computed(() => editList.value.length - checkedEdits.value);

  function body(dry: boolean) {
    return {
      register: chosen.value,
      upload: file.value!.upload,
      ...(sheet.value ? { sheet: sheet.value } : {}),
      mapping: mapping.value,
      dry_run: dry,
      accept_good: true,
      edits: editList.value,
      ...(lateReason.value ? { late_reason: lateReason.value } : {}),
    };
  }
  async function guarded(what: typeof doing.value, act: () => Promise<void>) {
    refusal.value = "";
    doing.value = what;
    try {
      await act();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
      if (error instanceof Refused && error.field === "late_reason") needsReason.value = true;
      refusal.value = error.message;
    } finally {
      doing.value = "";
    }
  }
  async function check() {
    await guarded("check", async () => {
      aborting = new AbortController();
      const told = await api.post<ImportResult>("/imports", body(true), { signal: aborting.signal });
      result.value = told;
      checkedEdits.value = editList.value.length;
      group.value = 0;
      chosen.value = told.register;
      mapping.value = { ...told.mapping };
      register.value = told.register ? await definitionOf(told.register) : null;
      step.value = register.value && !missing.value.length ? 3 : 2;
    });
  }
  async function take(picked: File) {
    await guarded("upload", async () => {
      share.value = 0;
      sheet.value = "";
      mapping.value = {};
      edits.value = {};
      aborting = new AbortController();
      file.value = await upload(picked, (part) => (share.value = part), aborting.signal);
    });
    if (file.value && !refusal.value) await check();
  }
  /** Another sheet is another table: its columns are recognised anew, what was mended belonged to the first. */
  async function chooseSheet(name: string) {
    sheet.value = name;
    mapping.value = {};
    edits.value = {};
    await check();
  }
  async function write() {
    await guarded("write", async () => {
      result.value = await api.post<ImportResult>("/imports", body(false), { key });
      key = newKey();
      step.value = 4;
    });
  }
  function cancel() {
    aborting?.abort();
    doing.value = "";
  }
  function restart() {
    cancel();
    step.value = 1;
    file.value = null;
    result.value = null;
    chosen.value = wanted;
    edits.value = {};
    refusal.value = "";
    needsReason.value = false;
    key = newKey();
  }

  /** Required fields that no column fills and that have no default. */
  const missing = computed(() => {
    const used = new Set(Object.values(mapping.value));
    return (register.value?.fields ?? []).filter((field) => field.required && !field.derived && !field.default && !used.has(field.name));
  });
  function mend(problem: ImportProblem, value: string) {
    const place = `${problem.row}\t${problem.column}`;
    const { [place]: _old, ...rest } = edits.value;
    edits.value = value.trim() && value.trim() !== problem.value ? { ...rest, [place]: value.trim() } : rest;
  }
  function mendGroup(problems: ImportProblem[], value: string) {
    for (const problem of problems) mend(problem, value);
  }
  /** The listed problems of one group: those of its column that say the same, or stand in its example rows. */
  function problemsOf(one: ImportGroup | undefined): ImportProblem[] {
    if (!one || !result.value) return [];
    const examples = new Set(one.examples.map((example) => `${example.row}\t${example.column}`));
    const messages = new Set(result.value.problems.filter((problem) => examples.has(`${problem.row}\t${problem.column}`)).map((problem) => problem.message));
    const same = (problem: ImportProblem) => problem.message === one.message || messages.has(problem.message) || examples.has(`${problem.row}\t${problem.column}`);
    return result.value.problems.filter((problem) => (!one.column || problem.column === one.column) && same(problem));
  }
  return { step, chosen, sheet, chooseSheet, file, share, doing, result, register, mapping, edits, editList, openEdits, group, lateReason, needsReason, refusal, missing, take, check, write, cancel, restart, mend, mendGroup, problemsOf };
}
