// A saved view keeps filters, columns, sort and row height, per unit, person and register, on this machine.
import { ref } from "vue";
import { keptAs } from "../api/unit";
import { user } from "../app/session";

export interface SavedView {
  name: string;
  query: Record<string, string>;
}

function place(register: string) {
  return `${keptAs("hallbook.views")}.${user.value?.name ?? ""}.${register}`;
}

export function useSavedViews(register: string) {
  const views = ref<SavedView[]>(read());
  function read(): SavedView[] {
    try {
      return JSON.parse(localStorage.getItem(place(register)) ?? "[]") as SavedView[];
    } catch {
      return []; // another program wrote here; a view is a convenience
    }
  }
  function store() {
    localStorage.setItem(place(register), JSON.stringify(views.value));
  }
  function save(name: string, query: Record<string, string>) {
    const { after: _after, page: _page, ...kept } = query;
    views.value = [...views.value.filter((view) => view.name !== name), { name, query: kept }];
    store();
  }
  function remove(name: string) {
    views.value = views.value.filter((view) => view.name !== name);
    store();
  }
  return { views, save, remove };
}
