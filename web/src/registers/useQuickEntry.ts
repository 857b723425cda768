// State and acts of quick entry: values with what is known already, the server's check while typing, saving with a draft
// on this machine and the outbox when the server cannot be reached.
import { computed, ref, watch, type Ref } from "vue";
import { api, newKey, offlineSince, Refused, Unreachable } from "../api/client";
import type { CheckAnswer, Entry, EntryList, Field, FieldNote, Register, Values } from "../api/shapes";
import { either, texts as useTexts } from "../app/language";
import { today } from "../app/session";
import { draftOf, dropDraft, keepDraft } from "./drafts";
import { entryTexts } from "./entry_texts";
import { putAside, takeOut, type Waiting } from "./outbox";
import { nextTickets, readNext, steadyFields } from "./known";
import { definitionOf, startValues } from "./registers";
import { normalScan, placeOf } from "./scan";

const byField = (notes: FieldNote[]) => Object.fromEntries(notes.filter((note) => note.field).map((note) => [note.field, note.message]));

export function useQuickEntry(name: Ref<string>) {
  const t = useTexts(entryTexts);
  const register = ref<Register | null>(null);
  const values = ref<Values>({});
  const sources = ref<Record<string, string>>({});
  const problems = ref<Record<string, string>>({});
  const warnings = ref<Record<string, string>>({});
  const notes = ref<string[]>([]); // warnings that belong to no field
  const effects = ref<string[]>([]);
  const derived = ref<Values>({});
  const reason = ref("");
  const refusal = ref("");
  const busy = ref(false);
  const recent = ref<EntryList | null>(null);
  const last = ref<Entry | null>(null);
  const saved = ref<Entry | null>(null);
  const aside = ref(false);
  const draftAt = ref("");
  const filledIn = ref<string[]>([]); // by the last device, item or book that was recognised
  const moved = ref<{ text: string; to: string; field: string } | null>(null); // a scan that went to its own field
  const touched = new Set<string>();
  const wrong = new Map<string, string>();
  let start: Values = {};
  let key = newKey(); // of this entry: the same when its sending is repeated

  /** Zone and the like are as last time; keys, numbers, status and personal data never are. */
  function remembered(found: Register, field: Field): string | null {
    const actions = [found.rules.status, found.rules.action, found.rules.reset, ...found.rules.key];
    if (!last.value || field.type !== "choice" || !field.dimension || field.default || actions.includes(field.name)) return null;
    return last.value.values[field.name] ?? null;
  }

  function begin(found: Register, kept: Values = {}) {
    const next = startValues(found, today.value);
    const told: Record<string, string> = {};
    for (const field of found.fields) {
      if (field.name === found.date_field) told[field.name] = t("todaySource");
      else if (field.default) told[field.name] = t("usual");
      const before = remembered(found, field);
      if (before === null) continue;
      next[field.name] = before;
      told[field.name] = t("fromLast");
    }
    start = { ...next };
    values.value = { ...next, ...kept };
    for (const field of Object.keys(kept)) delete told[field];
    sources.value = told;
    problems.value = {};
    warnings.value = {};
    notes.value = [];
    effects.value = [];
    derived.value = {};
    reason.value = "";
    refusal.value = "";
    moved.value = null;
    filledIn.value = [];
    touched.clear();
    wrong.clear();
    key = newKey();
  }

  async function loadRecent() {
    try {
      recent.value = await api.get<EntryList>(`/registers/${name.value}/entries`, { limit: 6, state: "all" });
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error; // the bar above tells of it; entries are taken all the same
    }
  }
  async function open() {
    const wanted = name.value;
    if (!wanted) return;
    saved.value = null;
    aside.value = false;
    recent.value = null;
    const found = await definitionOf(wanted);
    last.value = await api.get<{ entry: Entry | null }>(`/registers/${wanted}/last`).then((told) => told.entry).catch(() => null);
    if (name.value !== wanted) return;
    const draft = draftOf(wanted);
    draftAt.value = draft?.at ?? "";
    register.value = found;
    begin(found, draft?.values ?? {});
    void loadRecent();
    void proposeTickets();
  }
  watch(name, open, { immediate: true });
  watch(offlineSince, (since) => !since && !recent.value && register.value && void loadRecent());

  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  async function check() {
    const found = register.value;
    const mine = ++asked;
    if (!found) return;
    try {
      const told = await api.post<CheckAnswer>(`/registers/${found.name}/check`, { values: values.value });
      if (mine !== asked || register.value !== found) return;
      const bad = byField(told.problems);
      problems.value = Object.fromEntries(Object.entries(bad).filter(([field]) => touched.has(field) && values.value[field]));
      warnings.value = byField(told.warnings);
      notes.value = told.warnings.filter((note) => !note.field).map((note) => note.message);
      effects.value = told.effects.map((effect) => effect.text);
      derived.value = told.derived ?? {};
    } catch (error) {
      if (error instanceof Unreachable || error instanceof Refused) return; // the check is a help; saving judges
      throw error;
    }
  }
  function change(next: Values) {
    values.value = next;
    if (register.value) keepDraft(register.value, next, start);
    clearTimeout(waiting);
    waiting = setTimeout(() => void check(), 250);
  }
  function touch(field: string) {
    touched.add(field);
    const { [field]: _source, ...rest } = sources.value;
    sources.value = rest;
    const { [field]: _problem, ...others } = problems.value;
    problems.value = others;
  }

  const closed = computed(() => {
    const found = register.value;
    const day = found ? values.value[found.date_field] : null;
    return !!found?.closed_until && !!day && day <= found.closed_until;
  });

  /** What the page can see itself: empty required fields, text that was not understood. */
  function ownProblems(): Record<string, string> {
    const found: Record<string, string> = {};
    for (const field of register.value?.fields ?? []) {
      if (wrong.get(field.name)) found[field.name] = wrong.get(field.name)!;
      else if (field.required && !field.derived && !values.value[field.name]) found[field.name] = t("missing", { field: either(field.title) });
    }
    return found;
  }

  function done(found: Register) {
    dropDraft(found.name);
    draftAt.value = "";
    begin(found);
    void proposeTickets();
  }

  /** True when the entry is stored or put aside; false: a field needs mending. */
  async function save(): Promise<boolean> {
    const found = register.value;
    if (!found || busy.value) return false;
    problems.value = ownProblems();
    refusal.value = "";
    if (Object.keys(problems.value).length) return false;
    busy.value = true;
    try {
      const body = { values: values.value, ...(reason.value ? { reason: reason.value } : {}) };
      saved.value = await api.post<Entry>(`/registers/${found.name}/entries`, body, { key });
      aside.value = false;
      last.value = saved.value;
      done(found);
      void loadRecent();
      return true;
    } catch (error) {
      if (error instanceof Unreachable) {
        putAside(found, { ...values.value }, key, reason.value);
        saved.value = null;
        aside.value = true;
        done(found);
        return true;
      }
      if (!(error instanceof Refused)) throw error;
      key = newKey();
      if (error.field && found.fields.some((field) => field.name === error.field)) problems.value = { [error.field]: error.message };
      else refusal.value = error.message;
      return false;
    } finally {
      busy.value = false;
    }
  }

  function copy(field: string): boolean {
    const value = last.value?.values[field];
    const definition = register.value?.fields.find((one) => one.name === field);
    if (!value || definition?.personal || definition?.type === "file") return false;
    touch(field);
    change({ ...values.value, [field]: value });
    return true;
  }
  function copyAll(): boolean {
    const found = register.value;
    if (!found || !last.value) return false;
    const keys = found.rules.key;
    const next = { ...values.value };
    for (const field of found.fields)
      if (!field.derived && !field.personal && field.type !== "file" && field.name !== found.date_field && !(found.kind === "case" && keys.includes(field.name)))
        next[field.name] = last.value.values[field.name] ?? null;
    sources.value = {};
    change(next);
    return true;
  }
  function clear() {
    if (register.value) done(register.value);
  }
  function restore(one: Waiting) {
    takeOut(one.key);
    if (register.value) begin(register.value, one.values);
    reason.value = one.reason ?? "";
    if (!one.refusal) key = one.key; // what was refused is another entry when it is changed
  }
  const dirty = computed(() => Object.keys(values.value).some((field) => (values.value[field] ?? "") !== (start[field] ?? "")));
  function noteWrong(field: string, message: string) {
    wrong.set(field, message);
  }
  /** The numbered book goes on where it was: book, what is done, first number. */
  async function proposeTickets() {
    const found = register.value;
    if (found?.kind !== "voucher") return;
    const { action, actions, from_no: from, key: [book] } = found.rules;
    const told = await api.get<EntryList>(`/registers/${found.name}/entries`, { sort: `-${found.date_field}`, limit: 500 }).catch(() => null);
    const next = told && nextTickets(found, told.items);
    if (!next || register.value !== found) return;
    const known: Values = { [book!]: next.book, [action]: actions.out ?? null, [from]: String(next.first) };
    const fresh = Object.entries(known).filter(([name]) => !touched.has(name) && !values.value[name]);
    if (fresh.length < 3) return; // the person began, or a draft did: three that belong together
    start = { ...start, ...known };
    values.value = { ...values.value, ...known };
    sources.value = { ...sources.value, [book!]: t("fromLast"), [action]: t("usual"), [from]: t("nextTicket", { n: next.left, last: String(next.last) }) };
    filledIn.value = Object.keys(known);
  }
  /** A scan that belongs to another field goes there, and the page says so. */
  function scanned(field: string, text: string, before: string): boolean {
    const found = register.value;
    const to = found && placeOf(found, recent.value?.items ?? [], values.value, field, text);
    if (!found || !to) return false;
    touch(to);
    change({ ...values.value, [field]: before || null, [to]: normalScan(text) });
    moved.value = { text: normalScan(text), to: either(found.fields.find((one) => one.name === to)!.title), field: to };
    return true;
  }
  /** A device, an item or a book that was entered before: what does not change with it is filled in. */
  async function recall(field: string) {
    const found = register.value;
    const value = values.value[field];
    if (!found || found.kind === "case" || found.rules.key[0] !== field || !value) return;
    const told = await api.get<EntryList>(`/registers/${found.name}/entries`, { [`f.${field}`]: value.replace(/[%,]/g, encodeURIComponent), sort: `-${found.date_field}`, limit: 200 }).catch(() => null);
    const same = told && readNext(found, value, told.items);
    if (!same || register.value !== found || values.value[field] !== value) return;
    const known = steadyFields(found, field).filter((one) => same.values[one.name] && !touched.has(one.name));
    const next = found.kind === "voucher" ? nextTickets(found, told.items) : null;
    const from = found.rules.from_no;
    const goesOn: Values = next && !touched.has(from) ? { [from]: String(next.first) } : {};
    change({ ...values.value, ...Object.fromEntries(known.map((one) => [one.name, same.values[one.name]!])), ...goesOn });
    sources.value = { ...sources.value, ...Object.fromEntries(known.map((one) => [one.name, t("fromSame")])) };
    filledIn.value = known.map((one) => one.name);
  }
  async function suggest(field: Field, typed: string): Promise<string[]> {
    const told = await api.get<{ items: string[] }>(`/registers/${name.value}/suggest`, { field: field.name, q: typed });
    return told.items;
  }
  return { register, values, sources, problems, warnings, notes, effects, derived, reason, refusal, busy, recent, last, saved, aside, draftAt, closed, dirty, change, touch, noteWrong, save, copy, copyAll, clear, restore, recall, scanned, filledIn, moved, suggest };
}
