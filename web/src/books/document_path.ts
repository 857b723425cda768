// The page of a document that a voucher names; "" when it has none.
export function documentPath(document: string): string {
  switch (document[0]) {
    case "P": return `/payments/${document}`;
    case "Q": return `/requests/${document}`;
    case "C": return `/contracts/${document}`;
    case "A": return "/acceptances";
    default: return "";
  }
}
