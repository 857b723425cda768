// Names of what the server sends about money.
import type { components } from "../api/types";

type Schemas = components["schemas"];
export type Overview = Schemas["FundsOverview"];
export type LineRow = Schemas["FundLineOverview"];
export type FundLine = Schemas["FundLine"];
export type Payee = Schemas["FundPayee"];
export type Rules = Schemas["FundsRules"];
export type RequestType = Schemas["FundRequestType"];
export type BudgetPaper = Schemas["BudgetPaper"];
export type NewBudgetLine = Schemas["NewBudgetLine"];
export type Move = Schemas["LineMove"];
export type RequestRow = Schemas["FundRequestBrief"];
export type FundRequest = Schemas["FundRequest"];
export type Payment = Schemas["Payment"];
export type DutyException = Schemas["DutyExceptionRow"];
export type DutyUse = Schemas["DutyExceptionUse"];
/** By kind of paper: the file that was chosen for it. */
export type PaperFiles = Record<string, { upload: string; name: string; bytes: number }>;
export type Contract = Schemas["Contract"];
export type ContractRow = Schemas["ContractRow"];
export type DueList = Schemas["DueList"];
