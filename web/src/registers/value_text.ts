// A register's value as a table shows it.
import type { Field } from "../api/shapes";
import { either } from "../app/language";
import { fileName } from "../ui/file_value";
import { figure, shortDay } from "../ui/format";

export function valueText(field: Field, value: string | null | undefined, today: string): string {
  if (value === null || value === undefined || value === "") return "—";
  switch (field.type) {
    case "integer":
    case "quantity":
    case "money":
      return figure(value);
    case "date":
      return shortDay(value, today);
    case "choice": {
      const choice = field.choices.find((one) => one.value === value);
      return choice ? either(choice.title) : value;
    }
    case "text":
    case "time":
    case "reference":
    case "ratio":
      return value;
    case "file":
      return fileName(value);
  }
}
