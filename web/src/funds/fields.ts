// Fields of forms about money, in the shape that every form of the program draws.
import type { Field } from "../api/shapes";

type Words = { zh: string; en: string };
export function field(name: string, title: Words, type: Field["type"], more: Partial<Field> = {}): Field {
  return { name, title, type, required: false, sum: false, dimension: false, derived: false, scale: type === "money" ? 2 : 0, unit: type === "money" ? "元" : "", max_chars: 80, min: null, max: null, choices: [], default: null, personal: null, ...more };
}
export function choice(value: string, title: string | Words) {
  return { value, title: typeof title === "string" ? { zh: title, en: title } : title };
}
