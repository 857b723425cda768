// A file for an entry goes up before the entry is saved; the entry names it by its digest.
import type { EntryUpload } from "../api/shapes";
import { upload } from "../api/upload";

export function sendEntryFile(register: string, file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<EntryUpload> {
  return upload<EntryUpload>(file, progress, signal, `/registers/${encodeURIComponent(register)}/files`, true);
}
