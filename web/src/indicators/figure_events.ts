// Which lines of the journal can change a figure: sign-ins and the like must not ask anybody to look again. The money's
// lines do: the rate of execution is scored, and what was paid for an indicator stands in its receipt.
import { onServerEvent, tells, type HeadEvent } from "../app/events";
import { budgetKinds, paidKinds } from "../app/kinds";

const kinds = ["EntryRecorded", "EntryCorrected", "EntryVoided", "RowsImported", "ImportWithdrawn", "DecisionMade", "ProjectImported", "RegisterAdopted", "DefinitionAdopted", ...budgetKinds, ...paidKinds];

export function onFiguresChanged(act: (head: HeadEvent) => void) {
  onServerEvent<HeadEvent>("head", (head) => tells(head.kinds, kinds) && act(head));
}
