// Words for what the server names.
type Words = Record<string, { zh: string; en: string }>;

export const subjects: Words = {
  mailing: { zh: "结果物邮寄台账", en: "mailing register" },
  water: { zh: "水票领用台账", en: "water tickets" },
  supplies: { zh: "办公用品及耗材台账", en: "supplies" },
  repairs: { zh: "设备维修台账", en: "repairs" },
};

export const requestStates: Words = {
  asked: { zh: "待审批", en: "waits for approval" },
  approved: { zh: "已批准", en: "approved" },
  paid: { zh: "已支付", en: "paid" },
  refused: { zh: "已退回", en: "refused" },
  cancelled: { zh: "已撤回", en: "taken back" },
};

export const paymentStates: Words = {
  paid: { zh: "已支付", en: "paid" },
  part_returned: { zh: "部分退回", en: "partly returned" },
  returned: { zh: "已退回", en: "returned" },
};

export const matches: Words = {
  exact: { zh: "完全对上", en: "fits exactly" },
  proposed: { zh: "待人核对", en: "for a person to check" },
  refused: { zh: "不能自动登记", en: "not by itself" },
  returned: { zh: "退回款", en: "money returned" },
  unknown: { zh: "没有对应的申请", en: "no request fits" },
};

export const decisions: Words = {
  agreed: { zh: "一致，按此付款", en: "agreed" },
  pay_register: { zh: "按台账付款", en: "pay by the register" },
  pay_bill: { zh: "按账单付款", en: "pay by the bill" },
  supplier_corrects: { zh: "供应商改账单", en: "the supplier corrects the bill" },
  register_corrected: { zh: "更正台账", en: "the register is corrected" },
};

export const dueKinds: Words = {
  pay: { zh: "付款到期", en: "Payment due" },
  instalment: { zh: "本期应付", en: "Instalment due" },
  publish: { zh: "合同未公开", en: "Contract not published" },
  contract_ends: { zh: "合同将到期", en: "Contract ends soon" },
  contract_ended: { zh: "合同已到期", en: "Contract has ended" },
  sign_acceptance: { zh: "验收待签字", en: "Acceptance to sign" },
  treasury: { zh: "国库付款待核对", en: "Treasury payment waits" },
  splitting: { zh: "同类采购合计超标准", en: "Purchases add up" },
  overdue_report: { zh: "逾期报告", en: "Overdue report" },
};

export const invoiceSources: Words = {
  typed: { zh: "手工录入", en: "typed" },
  qr: { zh: "二维码", en: "QR code" },
  xml: { zh: "XML", en: "XML" },
  ofd: { zh: "OFD", en: "OFD" },
  pdf: { zh: "PDF", en: "PDF" },
};
