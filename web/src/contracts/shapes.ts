// What travels for contracts, acceptances, invoices, treasury rows and comparisons. Amounts are yuan as text.
import type { components } from "../api/types";

type Schemas = components["schemas"];

export type ContractRow = Schemas["ContractRow"];
export type Contract = Schemas["Contract"];
export type NewContract = Schemas["NewContract"];
export type Acceptance = Schemas["Acceptance"];
export type AcceptanceRow = Schemas["AcceptanceRow"];
export type Invoice = Schemas["Invoice"];
export type InvoiceText = Schemas["InvoiceText"];
export type TreasuryRow = Schemas["TreasuryRow"];
export type TreasuryImportResult = Schemas["TreasuryImportResult"];
export type TreasuryPaid = Schemas["TreasuryPaid"];
export type Comparison = Schemas["Comparison"];
export type Settlement = Schemas["Settlement"];
export type DueItem = Schemas["DueItem"];
export type DueList = Schemas["DueList"];
export type OverdueReport = Schemas["OverdueReport"];
export type FundUpload = Schemas["FundUpload"];
