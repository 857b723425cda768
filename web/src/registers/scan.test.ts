import { describe, expect, it } from "vitest";
import type { Entry, Field, Register, Values } from "../api/shapes";
import { normalScan, placeOf, shapeOf } from "./scan";

const text = (name: string, more: Partial<Field> = {}) => ({ name, type: "text", personal: null, derived: false, max_chars: 40, ...more }) as Field;
const register = {
  fields: [text("case_no"), text("document"), text("recipient", { personal: { mask: "name", keep_days: 180 } }), text("phone", { personal: { mask: "phone", keep_days: 180 } }), text("waybill"), text("old_waybill"), { ...text("fee"), type: "money" }],
} as unknown as Register;
const entries = [
  { values: { case_no: "5301142026091700123", document: "食品经营许可证", recipient: "张*芳", phone: "138****6621", waybill: "EA123456789CN", fee: "22.00" } },
  { values: { case_no: "5301142026091600098", document: "营业执照 副本", waybill: "1201234567890" } },
] as unknown as Entry[];

describe("a scan into the wrong field", () => {
  const cases: [string, string, string, Values, string | null][] = [
    ["a waybill in the document", "document", "EA987654321CN", {}, "waybill"],
    ["the same, in lower case and full width", "document", "ｅａ９８７６５４３２１ｃｎ", {}, "waybill"],
    ["another courier's waybill", "recipient", "1209999999999", {}, "waybill"],
    ["a case number in the waybill", "waybill", "5301142026091800007", {}, "case_no"],
    ["into an amount", "fee", "EA987654321CN", {}, "waybill"],
    ["where it belongs it stays", "waybill", "EA987654321CN", {}, null],
    ["a field that is filled keeps its own", "document", "EA987654321CN", { waybill: "EA111111111CN" }, null],
    ["a telephone in its own field", "phone", "13987124460", {}, null],
    ["a shape that nothing had before", "document", "XX-2026-0001-7777", {}, null],
    ["too short to say anything", "document", "B-01", {}, null],
    ["a text", "document", "食品经营许可证副本正本", {}, null],
  ];
  it.each(cases)("%s", (_name, at, scanned, values, to) => expect(placeOf(register, entries, values, at, scanned)).toBe(to));

  it("stays when its shape fits two other fields", () => {
    const two = [...entries, { values: { old_waybill: "EA000000001CN" } } as unknown as Entry];
    expect(placeOf(register, two, {}, "document", "EA987654321CN")).toBeNull();
  });
  it("learns no shape from masked values", () => {
    const masked = [{ values: { recipient: "1234****8901" } } as unknown as Entry];
    expect(placeOf(register, masked, {}, "document", "1234****8901")).toBeNull();
  });
});

it.each([["EA123456789CN", "Ax2 9x9 Ax2"], ["530114-2026-00012", "9x6 - 9x4 - 9x5"], ["１２０1", "9x4"], ["", ""]])("the shape of %s is %s", (given, shape) => expect(shapeOf(given)).toBe(shape));
it("is kept narrow", () => expect(normalScan(" ＥＡ１２ ")).toBe("EA12"));
