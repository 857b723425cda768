// A file that the server gives only after it judged something, a reason for instance: fetched, so that a refusal is told on the
// page instead of being saved under the file's name.
import { api } from "./client";
import type { Query } from "./client";

export async function saveFile(path: string, query: Query = {}) {
  const { blob, name } = await api.file(path, query);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be asking where to put it
}
