import type { components } from "../api/types";

type Schemas = components["schemas"];

export type TrialBalance = Schemas["TrialBalance"];
export type TrialRow = Schemas["TrialRow"];
export type AccountLedger = Schemas["AccountLedger"];
export type BookExecution = Schemas["BookExecution"];
export type VoucherList = Schemas["VoucherList"];
export type VoucherRow = Schemas["VoucherRow"];
export type Voucher = Schemas["Voucher"];
export type ClosingList = Schemas["ClosingList"];
