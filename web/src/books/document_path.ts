// The page of a document that a voucher names; "" when it has none.
import { documentPath as moneyPath } from "../funds/links";

export function documentPath(document: string): string {
  return document.startsWith("A-") ? "/acceptances" : moneyPath(document);
}
