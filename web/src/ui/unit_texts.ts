// Units of fields as registers write them. One that is not here is said as it stands.
export const unitTexts = {
  件: { zh: "件", en: "items" },
  张: { zh: "张", en: "sheets" },
  桶: { zh: "桶", en: "barrels" },
  元: { zh: "元", en: "yuan" },
  天: { zh: "天", en: "days" },
  次: { zh: "次", en: "times" },
  人: { zh: "人", en: "people" },
  人次: { zh: "人次", en: "visits" },
  小时: { zh: "小时", en: "hours" },
  分钟: { zh: "分钟", en: "minutes" },
  秒: { zh: "秒", en: "seconds" },
  千克: { zh: "千克", en: "kg" },
  工作日: { zh: "工作日", en: "working days" },
};
