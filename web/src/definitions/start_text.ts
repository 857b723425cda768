// What a new definition starts from. Each reads well as it stands; holidays, amounts and sources are the writer's to fill in.
const register = `name = "new_register"
title = { zh = "新台账", en = "New register" }
kind = "count"
date = "on"
owner = "办公室"
stale_after_workdays = 10

[[field]]
name = "on"
title = { zh = "日期", en = "Date" }
type = "date"
required = true

[[field]]
name = "amount"
title = { zh = "数量", en = "Amount" }
type = "integer"
required = true
sum = true
`;

/** The fixed days of a year; the rest of the notice is typed in. */
const calendar = (year: number) => `{
  "year": ${year},
  "source": "国务院办公厅关于${year}年部分节假日安排的通知，国办发明电〔${year - 1}〕…号",
  "off": [
    "${year}-01-01",
    "${year}-05-01..${year}-05-02",
    "${year}-10-01..${year}-10-03"
  ],
  "worked": []
}
`;

const prices = (year: number) => `name = "prices-${year}"

[[price]]
name = "new_price"
title = { zh = "新单价", en = "New price" }
unit = "元/件"
from = "${year}-01-01"
amount = "0.00"
source = "询价记录或合同编号"
`;

const scheme = (year: number) => `name = "scheme-${year}"
title = { zh = "${year} 年计分方案", en = "Scheme of ${year}" }
execution = "10"
empty_group = "leave"
not_applicable = "rescale"

[[group]]
level1 = "产出"
points = "50"
spread = "equal"

[[group]]
level1 = "效益"
points = "30"
spread = "equal"

[[group]]
level1 = "满意度"
points = "10"
spread = "equal"

[[grade]]
name = "优"
en = "excellent"
from = "90"

[[grade]]
name = "良"
en = "good"
from = "80"

[[grade]]
name = "中"
en = "fair"
from = "60"

[[grade]]
name = "差"
en = "poor"
from = "0"
`;

/** The kinds that a page can begin, in the order in which it offers them. */
export const newKinds = ["register", "calendar", "prices", "scheme"] as const;

/** `day` is the hall's day: a calendar or a table of prices is mostly begun for the coming year. */
export function startText(kind: string, day: string): string {
  const next = Number(day.slice(0, 4)) + 1;
  if (kind === "register") return register;
  if (kind === "calendar") return calendar(next);
  if (kind === "prices") return prices(next);
  return kind === "scheme" ? scheme(next) : "";
}
