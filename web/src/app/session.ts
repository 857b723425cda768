// Who is signed in, and what that person may do here.
import { computed, ref } from "vue";
import { api, Refused } from "../api/client";
import { dropCopies, keepCopy, orCopy } from "../api/offline_copy";
import type { Session } from "../api/shapes";
import { unitInAddress, workingUnit } from "../api/unit";
import { problemPage } from "./problem_page";

export const session = ref<Session | null>(null);
export const user = computed(() => session.value?.user ?? null);
/** The hall's day: of sample data the last day of its year. */
export const today = computed(() => session.value?.today ?? "");

export function may(permission: string): boolean {
  return session.value?.user.permissions.includes(permission) ?? false;
}

/** "a|b": either of them. */
export function mayAny(permissions: string): boolean {
  return permissions.split("|").some(may);
}

/** Where this person may work; with more than one the header offers them. */
export const units = computed(() => session.value?.units ?? []);
/** The unit of this tab is none in which the person has a role: the tab shows nothing but that (R-IDN-43). */
export const unitLost = ref(false);
const chosen = "hallbook.unit";

/** Where an address without a unit leads: where this tab was, else where the server put the person. */
export function unitToOpen(): string {
  const before = sessionStorage.getItem(chosen);
  return units.value.find((unit) => unit.code === before)?.code ?? workingUnit.value;
}

function loseUnit() {
  session.value = null;
  unitLost.value = true;
  problemPage.value = { kind: "unit", detail: workingUnit.value };
}
/** A session that came back in another unit than the tab's is not taken: what stands on the page would go there. */
function take(found: Session) {
  workingUnit.value ||= found.user.unit.code;
  if (workingUnit.value !== found.user.unit.code) return loseUnit();
  session.value = found;
  if (unitInAddress) sessionStorage.setItem(chosen, unitInAddress);
}

let asked: Promise<void> | null = null;

/** Asks once a page load whether the cookie still holds a session. */
export function findSession(): Promise<void> {
  asked ??= orCopy("session", () => api.get<Session>("/session"))
    .then(take)
    .catch((error) => {
      if (error instanceof Refused && error.problem.status === 404) return loseUnit();
      if (!(error instanceof Refused) || error.problem.status !== 401) {
        asked = null;
        throw error;
      }
      dropCopies();
    });
  return asked;
}

export function signedIn(found: Session) {
  keepCopy("session", found);
  take(found);
  asked = Promise.resolve();
}

export async function signOut() {
  try {
    await api.delete("/session");
  } finally {
    dropCopies();
    sessionStorage.removeItem(chosen);
    session.value = null;
    workingUnit.value = unitInAddress;
  }
}
