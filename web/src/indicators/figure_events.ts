// Which lines of the journal can change a figure: sign-ins and the like must not ask anybody to look again.
import { onServerEvent, type HeadEvent } from "../app/events";

const kinds = new Set(["EntryRecorded", "EntryCorrected", "EntryVoided", "RowsImported", "DecisionMade", "ProjectImported", "RegisterAdopted", "DefinitionAdopted"]);

export function onFiguresChanged(act: (head: HeadEvent) => void) {
  onServerEvent<HeadEvent>("head", (head) => kinds.has(head.kind) && act(head));
}
