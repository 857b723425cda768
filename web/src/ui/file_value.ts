// What a field of type file holds: "DIGEST NAME", the name perhaps missing. Kinds and size are the server's rule; they are
// known here so that nobody waits for twenty megabytes to be refused.
export const takenKinds = [".pdf", ".ofd", ".xml", ".jpg", ".jpeg", ".png", ".docx", ".xlsx"];
export const largestFile = 20 * 1024 * 1024;

export function fileDigest(value: string | null | undefined): string {
  return (value ?? "").slice(0, 64);
}
export function fileName(value: string | null | undefined): string {
  if (!value) return "";
  return value.slice(65).trim() || `${value.slice(0, 8)}…`;
}
