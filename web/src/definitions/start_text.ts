/** What a new register starts from. */
export const startText = `name = "new_register"
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
