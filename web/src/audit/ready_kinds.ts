/** Lists an auditor asks for again and again (P24); shown when the unit's journal knows the kind. */
export const readyKinds = ["EntryCorrected", "EntryVoided", "RowsImported", "PersonalValueShown", "EntryFileShown", "ImportFileShown", "RegisterExported", "DecisionMade", "EvaluationFrozen", "SignInRefused", "AccessDenied", "RolesGranted"];
