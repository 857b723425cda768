// Who is signed in, and what that person may do here.
import { computed, ref } from "vue";
import { api, Refused } from "../api/client";
import { dropCopies, keepCopy, orCopy } from "../api/offline_copy";
import type { Session } from "../api/shapes";

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

let asked: Promise<void> | null = null;

/** Asks once a page load whether the cookie still holds a session. */
export function findSession(): Promise<void> {
  asked ??= orCopy("session", () => api.get<Session>("/session"))
    .then((found) => void (session.value = found))
    .catch((error) => {
      if (!(error instanceof Refused) || error.problem.status !== 401) {
        asked = null;
        throw error;
      }
      dropCopies();
    });
  return asked;
}

export function signedIn(found: Session) {
  session.value = found;
  keepCopy("session", found);
  asked = Promise.resolve();
}

export async function signOut() {
  try {
    await api.delete("/session");
  } finally {
    dropCopies();
    session.value = null;
  }
}
