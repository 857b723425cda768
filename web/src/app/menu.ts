// The menu by task and role (at most seven entries a role; what else one may see stands under "more").
import { computed } from "vue";
import { router } from "./router";
import { mayAny, user } from "./session";
import { menuTexts } from "./texts";

export interface MenuEntry {
  key: keyof typeof menuTexts;
  path: string;
  permission: string; // one of them with "|"; "" = everybody who is signed in
  letter?: string; // g, then this letter
}

export const entries: MenuEntry[] = [
  { key: "record", path: "/record", permission: "register.record" },
  { key: "brief", path: "/brief", permission: "evaluation.read", letter: "h" },
  { key: "today", path: "/today", permission: "", letter: "d" },
  { key: "round", path: "/round", permission: "service.read" },
  { key: "myMatters", path: "/my-matters", permission: "service.round" },
  { key: "matters", path: "/matters", permission: "service.read", letter: "q" },
  { key: "targets", path: "/targets", permission: "evaluation.read", letter: "t" },
  { key: "import", path: "/import", permission: "register.import", letter: "i" },
  { key: "registers", path: "/registers", permission: "register.read", letter: "l" },
  { key: "funds", path: "/funds", permission: "funds.read", letter: "m" },
  { key: "payments", path: "/payments", permission: "funds.read" },
  { key: "requests", path: "/requests", permission: "funds.read" },
  { key: "contracts", path: "/contracts", permission: "funds.read", letter: "c" },
  { key: "due", path: "/funds/due", permission: "funds.read" },
  { key: "reconcile", path: "/reconcile", permission: "funds.read" },
  { key: "acceptances", path: "/acceptances", permission: "funds.read|funds.accept" },
  { key: "invoices", path: "/invoices", permission: "funds.read" },
  { key: "treasury", path: "/treasury", permission: "funds.read" },
  { key: "exceptions", path: "/funds/exceptions", permission: "funds.read" },
  { key: "books", path: "/books", permission: "funds.read" },
  { key: "project", path: "/project", permission: "project.read", letter: "p" },
  { key: "papers", path: "/papers", permission: "evaluation.read", letter: "r" },
  { key: "freezes", path: "/freezes", permission: "evaluation.read" },
  { key: "verify", path: "/verify", permission: "evaluation.read" },
  { key: "rescore", path: "/rescore", permission: "evaluation.read" },
  { key: "audit", path: "/journal", permission: "journal.read", letter: "a" },
  { key: "definitions", path: "/definitions", permission: "definition.read" },
  { key: "users", path: "/users", permission: "user.read" },
  { key: "units", path: "/units", permission: "user.read" },
  { key: "settings", path: "/settings", permission: "" },
  { key: "about", path: "/about", permission: "" },
];

type Key = MenuEntry["key"];
const byRole: Record<string, Key[]> = {
  clerk: ["record", "today", "registers", "matters", "acceptances"],
  staff: ["today", "record", "import", "registers", "targets", "matters", "audit"],
  finance: ["funds", "requests", "payments", "contracts", "reconcile", "targets", "audit", "papers", "books", "project", "registers"],
  director: ["brief", "targets", "funds", "matters", "papers", "registers", "audit", "project"],
  inspector: ["round", "myMatters", "record", "today", "registers"],
  it: ["today", "registers", "import", "definitions", "users", "audit", "settings"],
  auditor: ["audit", "targets", "funds", "registers", "papers", "project", "definitions"],
  administrator: ["users", "units", "definitions", "settings"],
};

function built(entry: MenuEntry) {
  return router.resolve(entry.path).matched.some((record) => record.name !== "missing");
}

function allowed(entry: MenuEntry) {
  return (entry.permission === "" || mayAny(entry.permission)) && built(entry);
}

export const allEntries = computed(() => (user.value ? entries.filter(allowed) : []));

/** First the roles' own order, most used first; at most seven. */
export const menu = computed(() => {
  const wanted = (user.value?.roles ?? []).flatMap((role) => byRole[role] ?? []);
  const keys = [...new Set(wanted)].slice(0, 7);
  return keys.flatMap((key) => allEntries.value.filter((entry) => entry.key === key));
});

export const more = computed(() => allEntries.value.filter((entry) => !menu.value.includes(entry)));

/** Where a person lands after signing in. */
export const landing = computed(() => (menu.value[0] ?? allEntries.value[0])?.path ?? "/about");
