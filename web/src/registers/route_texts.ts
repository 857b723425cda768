export const routeTexts = {
  registers: { zh: "台账", en: "Registers" },
  register: { zh: "台账", en: "Register" },
  closing: { zh: "结账", en: "Closing a period" },
  entry: { zh: "一笔登记", en: "One entry" },
  record: { zh: "登记", en: "Record" },
  import: { zh: "导入", en: "Import" },
};
