// Amounts travel as whole fen; pages print yuan with two decimals and never count with them.
import { figure } from "./format";

/** 108600 → "1,086.00", −5 → "−0.05"; null is missing, never zero. */
export function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return "—";
  const size = BigInt(Math.abs(fen));
  return figure(`${fen < 0 ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`);
}

/** What a person typed as an amount, as the server takes it: "1,086" → "1086"; full-width digits become plain ones. */
export function typedYuan(text: string): string {
  return text.normalize("NFKC").replace(/[,\s]/g, "");
}
