import { describe, expect, it } from "vitest";
import type { Entry } from "../api/shapes";
import { bookOf, linesOnPage } from "./book";

let id = 0;
const entry = (day: string, fee: string, state: Entry["state"] = "current"): Entry => ({ id: ++id, version: 1, versions: 1, state, day, seq: id, late: false, reason: "", ended_reason: "", values: { fee } });
const amounts = (book: ReturnType<typeof bookOf>, kind: "month" | "year") => book.pages.flatMap((page) => page.lines).flatMap((line) => (line.kind === kind ? [line.sums.fee] : []));

describe("a register as a book", () => {
  it("closes each month and goes on with the year", () => {
    const book = bookOf([entry("2026-01-05", "10.10"), entry("2026-01-20", "0.20"), entry("2026-02-02", "5.00")], ["fee"]);
    expect(amounts(book, "month")).toEqual(["10.3", "5"]);
    expect(amounts(book, "year")).toEqual(["10.3", "15.3"]);
    expect(book).toMatchObject({ rows: 3, sums: { fee: "15.3" } });
    expect(book.pages).toHaveLength(1);
    expect(book.pages[0]).toMatchObject({ broughtForward: null, carriedOver: null });
  });

  it("has 25 lines a page and carries the year's amount over, which the next page brings forward", () => {
    const book = bookOf(Array.from({ length: 60 }, (_, i) => entry(`2026-03-${String(1 + (i >> 1)).padStart(2, "0")}`, "1.00")), ["fee"]);
    expect(book.pages.map((page) => page.lines.length)).toEqual([linesOnPage, linesOnPage, 12]);
    expect(book.pages.map((page) => page.carriedOver?.fee)).toEqual(["25", "50", undefined]);
    expect(book.pages.map((page) => page.broughtForward?.fee)).toEqual([undefined, "25", "50"]);
  });

  it("strikes corrected and void lines, which count nowhere", () => {
    const book = bookOf([entry("2026-01-05", "99.00", "superseded"), entry("2026-01-05", "9.90"), entry("2026-01-06", "7.00", "voided")], ["fee"]);
    expect(book.pages[0]!.lines.map((line) => line.kind === "entry" && line.struck)).toEqual([true, false, true, false, false]);
    expect(book).toMatchObject({ rows: 1, sums: { fee: "9.9" } });
  });

  it("begins in the middle of a year with what the year had before, and anew in the next year", () => {
    const book = bookOf([entry("2026-12-30", "1.00"), entry("2027-01-02", "2.00")], ["fee"], { fee: "100.00" });
    expect(amounts(book, "year")).toEqual(["101", "2"]);
    expect(book.sums).toEqual({ fee: "3" });
  });

  it("carries nothing over where a year ends with its page", () => {
    const full = Array.from({ length: linesOnPage - 2 }, () => entry("2026-12-01", "1.00"));
    const book = bookOf([...full, entry("2027-01-01", "5.00")], ["fee"]);
    expect(book.pages[0]!.carriedOver).toBeNull();
    expect(book.pages[1]!.broughtForward).toBeNull();
  });

  it("of nothing is no page", () => expect(bookOf([], ["fee"])).toEqual({ pages: [], rows: 0, sums: { fee: "0" } }));
});
