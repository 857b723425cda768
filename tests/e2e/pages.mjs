// The pages, and who looks at them: for the tests of every page and for ./dev shots. web/src/app/pages_listed.test.ts compares
// them with the routes: a page without a line here is not looked at by anybody.
import { visitAs } from "./hall.mjs";

/** What some of them show is not in the sample year: two frozen evaluations. */
export async function prepare(hall) {
  const chen = await visitAs(hall, "chen");
  const said = await chen.evaluate(async () => {
    const send = (path, body) => fetch(`/api/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("") }, body: JSON.stringify(body) });
    const { project } = await (await fetch("/api/v1/evaluation")).json();
    const has = (await (await fetch("/api/v1/freezes")).json()).items.length;
    for (const as_of of ["2026-06-30", "2026-12-31"].slice(Math.min(has, 2))) {
      const answer = await send("/freezes", { project: project.code, as_of, reason: "给人看的一版" });
      if (!answer.ok) return answer.text();
    }
    return "";
  });
  await chen.context().close();
  if (said) throw new Error(said);
}

export const pages = [
  { name: "sign-in", as: "", path: "/sign-in" },
  { name: "record-mailing", as: "zhang", path: "/record/mailing" },
  { name: "record-copies", as: "zhang", path: "/record/copies" },
  { name: "today", as: "li", path: "/today" },
  { name: "registers", as: "li", path: "/registers" },
  { name: "register", as: "li", path: "/registers/mailing" },
  { name: "register-cases", as: "li", path: "/registers/cases" },
  { name: "entry", as: "li", path: "/registers/mailing/1" },
  { name: "entry-correct", as: "li", path: "/registers/mailing/1?do=correct" },
  { name: "import", as: "li", path: "/import" },
  { name: "closing", as: "li", path: "/registers/mailing/closing" },
  { name: "rounds", as: "sun", path: "/round" },
  { name: "round-walk", as: "sun", path: "/round/morning" },
  { name: "round", as: "chen", path: "/rounds/13" },
  { name: "matter", as: "chen", path: "/matters/7" },
  { name: "matters", as: "chen", path: "/matters?tab=all" },
  { name: "my-matters", as: "sun", path: "/my-matters" },
  { name: "brief", as: "chen", path: "/brief" },
  { name: "targets", as: "chen", path: "/targets?as_of=2026-09-17" },
  { name: "receipt", as: "chen", path: "/targets/2?as_of=2026-09-17" },
  { name: "receipt-ratio", as: "chen", path: "/targets/7?as_of=2026-09-17" },
  { name: "receipt-rows", as: "chen", path: "/targets/3?as_of=2026-09-17&rows=all" },
  { name: "total", as: "chen", path: "/targets/total" },
  { name: "rescore", as: "wu", path: "/rescore" },
  { name: "funds", as: "zhao", path: "/funds" },
  { name: "funds-line", as: "zhao", path: "/funds/lines/2?account=committed" },
  { name: "funds-budget", as: "zhao", path: "/funds/budget" },
  { name: "funds-plan", as: "zhao", path: "/funds/budget?do=plan" },
  { name: "payments", as: "feng", path: "/payments" },
  { name: "requests", as: "li", path: "/requests" },
  { name: "request-new", as: "li", path: "/requests/new?line=3&amount=150" },
  { name: "request-open", as: "chen", path: "/requests/Q-2026-0034" },
  { name: "request-change", as: "li", path: "/requests/Q-2026-0034/change" },
  { name: "request-paid", as: "wu", path: "/requests/Q-2026-0013" },
  { name: "papers", as: "chen", path: "/papers" },
  { name: "papers-monitoring", as: "chen", path: "/papers?kind=monitoring&as_of=2026-07-31" },
  { name: "papers-monitoring-words", as: "chen", path: "/papers?kind=monitoring&as_of=2026-07-31&write=1" },
  { name: "papers-report-words", as: "chen", path: "/papers?kind=report&write=1" },
  { name: "papers-disclosure", as: "wu", path: "/papers?kind=disclosure" },
  { name: "self-evaluation", as: "chen", path: "/self-evaluation" },
  { name: "self-evaluation-write", as: "chen", path: "/self-evaluation?step=2" },
  { name: "verify", as: "wu", path: "/verify" },
  { name: "freezes", as: "chen", path: "/freezes" },
  { name: "frozen", as: "chen", path: "/freezes/1" },
  { name: "freezes-compare", as: "chen", path: "/freezes/compare?a=1&b=2" },
  { name: "project", as: "chen", path: "/project" },
  { name: "project-import", as: "li", path: "/project/import" },
  { name: "project-table", as: "chen", path: "/project/table" },
  { name: "project-table-adjust", as: "li", path: "/project/table?adjust=2" },
  { name: "findings", as: "chen", path: "/project/findings" },
  { name: "plan", as: "li", path: "/project/plan?no=2" },
  { name: "advice", as: "chen", path: "/project/advice" },
  { name: "versions", as: "chen", path: "/project/versions" },
  { name: "execution", as: "chen", path: "/targets/execution" },
  { name: "contracts", as: "zhao", path: "/contracts" },
  { name: "contract", as: "zhao", path: "/contracts/C-2026-0001" },
  { name: "contract-new", as: "zhao", path: "/contracts/new" },
  { name: "acceptance-new", as: "li", path: "/contracts/C-2026-0001/acceptance" },
  { name: "acceptances", as: "li", path: "/acceptances" },
  { name: "acceptances-clerk", as: "zhang", path: "/acceptances" },
  { name: "invoices", as: "li", path: "/invoices" },
  { name: "treasury", as: "zhao", path: "/treasury" },
  { name: "reconcile", as: "zhao", path: "/reconcile?contract=C-2026-0001" },
  { name: "exceptions", as: "wu", path: "/funds/exceptions" },
  { name: "due", as: "chen", path: "/funds/due" },
  { name: "books", as: "zhao", path: "/books" },
  { name: "books-ledger", as: "zhao", path: "/books/ledger/5001" },
  { name: "books-vouchers", as: "zhao", path: "/books/vouchers" },
  { name: "books-voucher", as: "zhao", path: "/books/vouchers/202603-0001" },
  { name: "books-execution", as: "zhao", path: "/books/execution" },
  { name: "books-closing", as: "zhao", path: "/books/closing" },
  { name: "journal", as: "wu", path: "/journal" },
  { name: "journal-line", as: "wu", path: "/journal/24" },
  { name: "definitions", as: "zhou", path: "/definitions" },
  { name: "definition", as: "zhou", path: "/definitions/register/copies" },
  { name: "new-calendar", as: "zhou", path: "/definitions/calendar/+new" },
  { name: "sessions", as: "li", path: "/sessions" },
  { name: "tokens", as: "li", path: "/tokens" },
  { name: "second-factor", as: "li", path: "/second-factor" },
  { name: "settings", as: "li", path: "/settings" },
  { name: "about", as: "li", path: "/about" },
  { name: "missing", as: "li", path: "/no/such/page" },
  { name: "users", as: "zhou", path: "/users" },
  { name: "user", as: "zhou", path: "/users/li" },
  { name: "user-managed", as: "qian", path: "/users/li" },
  { name: "units", as: "qian", path: "/units" },
  { name: "password", as: "zhou", path: "/password" },
];
