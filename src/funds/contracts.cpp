#include "funds/contracts.h"

#include "funds/acceptance.h"
#include "funds/contract_events.h"
#include "funds/invoice_register.h"
#include "funds/reconcile_registers.h"
#include "funds/treasury.h"

namespace hallbook::funds {

std::vector<journal::EventKind> contract_event_kinds() {
  using journal::event_kind;
  return {event_kind<ContractSigned>({"签订合同", "contract signed"}),
          event_kind<ContractSupplemented>({"签订补充合同", "contract supplemented"}),
          event_kind<ContractPublished>({"公开合同", "contract published"}),
          event_kind<ContractClosed>({"结束合同", "contract closed"}),
          event_kind<AcceptanceRecorded>({"验收", "acceptance recorded"}),
          event_kind<AcceptanceSigned>({"验收签字", "acceptance signed"}),
          event_kind<InvoiceRecorded>({"登记发票", "invoice recorded"}),
          event_kind<InvoiceVoided>({"作废发票", "invoice voided"}),
          event_kind<TreasuryImported>({"导入国库付款", "treasury payments imported"}),
          event_kind<TreasuryRowSettled>({"处理国库付款", "treasury payment settled"}),
          event_kind<ReconciliationSettled>({"对账处理", "reconciliation settled"})};
}

}  // namespace hallbook::funds
