// Which columns a register's list shows: its own first choice (what is always filled, then figures and status; on
// wide registers not everything), or the person's.
import { computed, type Ref } from "vue";
import type { Field, Register } from "../api/shapes";
import { either } from "../app/language";
import { unitText } from "../ui/format";
import type { Column } from "../ui/ledger";
import type { ListState } from "./list_query";
import { nameField, statusField } from "./registers";

const firstChoice = 8;

function ownChoice(register: Register): string[] {
  const status = statusField(register);
  const weight = (field: Field) =>
    field.name === register.date_field ? 0 : field === status ? 1 : field.sum ? 2 : field.required ? 3 : field.dimension ? 4 : field.derived ? 2 : 5;
  const chosen = [...register.fields].sort((a, b) => weight(a) - weight(b)).slice(0, firstChoice);
  return register.fields.filter((field) => chosen.includes(field)).map((field) => field.name);
}

export function useColumns(register: Ref<Register | null>, state: Ref<ListState>) {
  const chosen = computed(() => state.value.columns ?? (register.value ? ownChoice(register.value) : []));
  const columns = computed<Column[]>(() => {
    const found = register.value;
    if (!found) return [];
    const name = nameField(found);
    const status = statusField(found);
    const shown = found.fields.filter((field) => chosen.value.includes(field.name));
    const sum = shown.find((field) => field.sum);
    return [
      { key: "id", title: "", tabular: true },
      ...shown.map((field): Column => ({
        key: field.name,
        title: either(field.title),
        number: ["integer", "quantity", "money"].includes(field.type),
        tabular: field.type === "date" || field.type === "time",
        unit: field.unit ? unitText(field.unit) : undefined,
        sortable: !field.personal,
        wide: field.type === "text" && field.max_chars > 60,
        phone: field === name ? "name" : field === sum ? "figure" : field === status ? "status" : field.name === found.date_field ? "date" : undefined,
      })),
    ];
  });
  return { chosen, columns };
}
