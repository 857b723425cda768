// Kinds of journal lines by what they change, for pages that follow the books. follow.test.ts compares them with the server's.
export const budgetKinds = ["BudgetApproved", "BudgetAdjusted", "BudgetTransferred", "BudgetReleased", "LineClosed", "PlanSet"];
export const requestKinds = ["RequestMade", "RequestChanged", "RequestEnded", "PapersAdded", "RequestApproved"];
export const paidKinds = ["PaymentRecorded", "PaymentReturned"];
export const contractKinds = ["ContractSigned", "ContractSupplemented", "ContractPublished", "ContractClosed"];
export const acceptanceKinds = ["AcceptanceRecorded", "AcceptanceSigned"];
export const invoiceKinds = ["InvoiceRecorded", "InvoiceVoided"];
export const treasuryKinds = ["TreasuryImported", "TreasuryRowSettled"];
export const bookKinds = ["MonthClosed", "YearEnded", "JournalImported"];
export const settledKinds = ["ReconciliationSettled"];
export const exceptionKinds = ["DutyExceptionAllowed"];
export const frozenKinds = ["EvaluationFrozen"];
export const serviceKinds = ["RoundSent", "MatterOpened", "MatterStepped"];
export const peopleKinds = ["UserAdded", "RolesGranted", "UserClosed", "UserUnlocked", "PasswordSet", "SecondFactorSet", "PersonNamed", "SessionOpened", "SessionsEnded", "TokenIssued", "TokensEnded", "SignInRefused"];
export const definitionKinds = ["RegisterAdopted", "DefinitionAdopted"];
export const projectKinds = ["ProjectImported", "DecisionMade"];
export const moneyKinds = [...budgetKinds, ...requestKinds, ...paidKinds, ...contractKinds, ...acceptanceKinds, ...invoiceKinds, ...treasuryKinds, ...settledKinds];
