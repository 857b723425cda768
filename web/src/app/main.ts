import { createApp } from "vue";
import { onSignedOut, Refused, Unreachable } from "../api/client";
import App from "./App.vue";
import { problemPage } from "./problem_page";
import { router } from "./router";
import { session } from "./session";
import "./theme";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/parts.css";
import "../ui/form.css";

function fault(error: unknown) {
  if (error instanceof DOMException && error.name === "AbortError") return;
  if (error instanceof Unreachable) {
    problemPage.value = { kind: "unreachable" };
    return;
  }
  console.error(error);
  if (error instanceof Refused) problemPage.value = { kind: "fault", detail: `${error.message} ${error.problem.request ?? ""}` };
  else problemPage.value = { kind: "fault", detail: String(error) };
}

// A session that ended keeps the page and what was typed: the sign-in stands before it (App.vue).
onSignedOut(() => {
  if (session.value) session.value = { ...session.value, ended: true };
});

const app = createApp(App);
app.config.errorHandler = fault;
router.onError(fault);
window.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  fault(event.reason);
});
app.use(router).mount("#app");
// Only where the browser trusts the connection (TLS, or this machine); elsewhere the pages work as before, with a server.
if (import.meta.env.PROD && "serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js").catch(() => {});
