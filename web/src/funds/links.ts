// Where a document of the money is looked at.
export function documentPath(document: string): string {
  const number = encodeURIComponent(document);
  if (/^Q-\d/.test(document)) return `/requests/${number}`;
  if (/^C-\d/.test(document)) return `/contracts/${number}`;
  if (/^A-\d/.test(document)) return "/acceptances";
  if (/^P-\d/.test(document)) return `/payments?number=${number}`;
  return "";
}
export function linePath(line: string, query: Record<string, string> = {}) {
  return { path: `/funds/lines/${encodeURIComponent(line)}`, query };
}
