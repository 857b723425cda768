// What happened to a request, by the kind of its line in the journal.
export const pastTexts = {
  RequestMade: { zh: "提出申请", en: "Asked" },
  RequestChanged: { zh: "修改，重新送审", en: "Changed, sent again" },
  RequestApproved: { zh: "同意", en: "Approved" },
  Requestrefused: { zh: "退回", en: "Sent back" },
  Requestcancelled: { zh: "撤回", en: "Taken back" },
  PapersAdded: { zh: "补附件", en: "Papers added" },
  PaymentRecorded: { zh: "付款", en: "Paid" },
  PaymentReturned: { zh: "退回付款", en: "Came back" },
  ContractSigned: { zh: "转给合同", en: "Handed on to a contract" },
};
