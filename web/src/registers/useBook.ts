// Gathers what a printed book holds: the rows of the list's filter by day with the older versions, and the year's amounts
// before them. The book is printed only when its own sums are the server's.
import { ref, type Ref } from "vue";
import { api } from "../api/client";
import { told } from "../api/told";
import type { Entry, EntryList, Register } from "../api/shapes";
import { texts as useTexts } from "../app/language";
import { equal, exact } from "../ui/exact";
import { bookOf, type Book, type Sums } from "./book";
import { rowsQuery, type ListState } from "./list_query";
import { listTexts } from "./list_texts";

/** A bound book has so many lines at most; more would be a printer's whole day. */
export const mostLines = 5_000;

const same = (a: Sums, b: Record<string, string>) => Object.entries(a).every(([name, amount]) => equal(exact(amount)!, exact(b[name] ?? "0")!));

export function useBook(register: Ref<Register | null>, state: Ref<ListState>) {
  const t = useTexts(listTexts);
  const book = ref<Book | null>(null);
  const gathering = ref(0); // rows read so far
  const problem = ref("");

  async function rowsOf(name: string, asked: ListState): Promise<{ entries: Entry[]; total: EntryList["total"] } | null> {
    const entries: Entry[] = [];
    for (let after = ""; ; ) {
      const page = await api.get<EntryList>(`/registers/${name}/entries`, rowsQuery({ ...asked, after }, 500));
      if (page.total.rows > mostLines || entries.length > mostLines * 2) return null;
      entries.push(...page.items);
      gathering.value = entries.length;
      if (!page.next) return { entries, total: page.total };
      after = page.next;
    }
  }
  /** The year's sums before the first day shown: of the same filter. */
  async function before(name: string, asked: ListState): Promise<Sums> {
    if (!asked.from || asked.from.endsWith("-01-01")) return {};
    const day = new Date(`${asked.from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - 1);
    const upTo = { ...asked, from: `${asked.from.slice(0, 4)}-01-01`, to: day.toISOString().slice(0, 10), after: "" };
    return (await api.get<EntryList>(`/registers/${name}/entries`, rowsQuery(upTo, 1))).total.sums;
  }
  async function gather() {
    const found = register.value;
    if (!found || gathering.value) return;
    problem.value = "";
    gathering.value = 1;
    try {
      const asked: ListState = { ...state.value, sort: found.date_field, state: "all" };
      const rows = await rowsOf(found.name, asked);
      if (!rows) return void (problem.value = t("bookTooLong", { most: mostLines }));
      const made = bookOf(rows.entries, found.fields.filter((field) => field.sum).map((field) => field.name), await before(found.name, asked));
      if (made.rows !== rows.total.rows || !same(made.sums, rows.total.sums)) return void (problem.value = t("bookDiffers"));
      if (!made.pages.length) return void (problem.value = t("bookEmpty"));
      book.value = made;
    } catch (error) {
      problem.value = told(error);
    } finally {
      gathering.value = 0;
    }
  }
  return { book, gathering, problem, gather };
}
