// Signing in, with the wait after wrong tries counted down in words and the second factor asked when it is needed.
import { computed, onUnmounted, ref } from "vue";
import { api, Refused } from "../api/client";
import type { Session } from "../api/shapes";
import { texts as useTexts } from "../app/language";
import { signedIn } from "../app/session";
import { texts } from "./texts";

export function useSignIn(done: (session: Session) => void) {
  const t = useTexts(texts);
  const name = ref("");
  const password = ref("");
  const code = ref("");
  const needsCode = ref(false);
  const busy = ref(false);
  const problem = ref("");
  const waitUntil = ref(0);
  const now = ref(Date.now());
  const ticking = setInterval(() => (now.value = Date.now()), 1000);
  onUnmounted(() => clearInterval(ticking));

  const wait = computed(() => Math.max(0, Math.ceil((waitUntil.value - now.value) / 1000)));
  const message = computed(() => {
    if (!wait.value) return problem.value;
    const m = Math.floor(wait.value / 60);
    const s = wait.value % 60;
    return t("waitFor", { wait: m ? t("minutes", { m, s }) : t("seconds", { s }) });
  });

  function refused(error: Refused) {
    const { left, wait_s: seconds } = error.problem;
    if (error.code === "second_factor_needed") {
      problem.value = needsCode.value ? error.message : "";
      needsCode.value = true;
      return;
    }
    if (seconds) {
      now.value = Date.now();
      waitUntil.value = now.value + seconds * 1000;
    }
    if (error.code === "wrong_password") problem.value = left === undefined ? t("wrong") : t("wrongLeft", { n: left });
    else problem.value = error.message;
  }

  async function signIn() {
    if (busy.value || wait.value) return;
    if (!name.value.trim()) return void (problem.value = t("nameMissing"));
    if (!password.value) return void (problem.value = t("passwordMissing"));
    busy.value = true;
    problem.value = "";
    try {
      const body = { name: name.value.trim(), password: password.value, ...(needsCode.value ? { code: code.value.trim() } : {}) };
      const session = await api.post<Session>("/session", body);
      signedIn(session);
      done(session);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused(error);
    } finally {
      busy.value = false;
    }
  }
  return { name, password, code, needsCode, busy, message, signIn };
}
