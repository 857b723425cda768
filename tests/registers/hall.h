#pragma once
// A data directory with one unit and small registers of every kind, for tests of registers.
#include <gtest/gtest.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "base/ensure.h"
#include "identity/unit.h"
#include "journal/data_dir.h"
#include "registers/checks.h"
#include "registers/query.h"
#include "registers/registers.h"
#include "registers/rows.h"
#include "tests/files/temp_folder.h"

namespace hallbook::tests {

inline constexpr std::string_view meter_toml = R"(
name = "copies"
title = { zh = "打印复印", en = "Copies" }
kind = "meter"
date = "read_on"
[meter]
key = ["device"]
counter = "reading"
reset = "event"
start = "start_reading"
derived = "sheets"
[[field]]
name = "read_on"
title = { zh = "抄表日期", en = "Read on" }
type = "date"
required = true
[[field]]
name = "device"
title = { zh = "设备", en = "Device" }
type = "reference"
max_chars = 40
required = true
[[field]]
name = "zone"
title = { zh = "区域", en = "Zone" }
type = "choice"
choices = ["B区", "F区"]
dimension = true
[[field]]
name = "reading"
title = { zh = "读数", en = "Reading" }
type = "integer"
required = true
[[field]]
name = "event"
title = { zh = "事项", en = "Event" }
type = "choice"
choices = ["抄表", "清零", "换机"]
default = "抄表"
[[field]]
name = "start_reading"
title = { zh = "起始读数", en = "Start" }
type = "integer"
[[field]]
name = "sheets"
title = { zh = "张数", en = "Sheets" }
type = "integer"
derived = true
sum = true
unit = "张"
)";

inline constexpr std::string_view stock_toml = R"(
name = "supplies"
title = { zh = "办公用品", en = "Supplies" }
kind = "stock"
date = "on_day"
[stock]
key = ["item", "spec"]
action = "action"
amount = "amount"
derived = "change"
actions = { receive = "入库", issue = "领用", return = "退回", adjust = "调整", count = "盘点" }
[[field]]
name = "on_day"
title = { zh = "日期", en = "Day" }
type = "date"
required = true
[[field]]
name = "item"
title = { zh = "品名", en = "Item" }
type = "text"
max_chars = 40
required = true
dimension = true
[[field]]
name = "spec"
title = { zh = "规格", en = "Spec" }
type = "text"
max_chars = 40
[[field]]
name = "action"
title = { zh = "动作", en = "Action" }
type = "choice"
choices = ["入库", "领用", "退回", "调整", "盘点"]
required = true
dimension = true
[[field]]
name = "amount"
title = { zh = "数量", en = "Amount" }
type = "quantity"
scale = 1
required = true
[[field]]
name = "change"
title = { zh = "增减", en = "Change" }
type = "quantity"
scale = 1
derived = true
sum = true
)";

inline constexpr std::string_view voucher_toml = R"(
name = "water"
title = { zh = "水票", en = "Water tickets" }
kind = "voucher"
date = "on_day"
[voucher]
key = ["book"]
action = "action"
from_no = "from_no"
to_no = "to_no"
derived = "barrels"
actions = { in = "入库", out = "领用", redeem = "核销", void = "作废" }
[[field]]
name = "on_day"
title = { zh = "日期", en = "Day" }
type = "date"
required = true
[[field]]
name = "book"
title = { zh = "票本", en = "Book" }
type = "text"
max_chars = 40
required = true
[[field]]
name = "action"
title = { zh = "动作", en = "Action" }
type = "choice"
choices = ["入库", "领用", "核销", "作废"]
required = true
dimension = true
[[field]]
name = "from_no"
title = { zh = "起号", en = "From" }
type = "integer"
required = true
[[field]]
name = "to_no"
title = { zh = "止号", en = "To" }
type = "integer"
required = true
[[field]]
name = "barrels"
title = { zh = "桶数", en = "Barrels" }
type = "integer"
derived = true
sum = true
)";

inline constexpr std::string_view catalogue_toml = R"(
name = "items"
title = { zh = "事项目录", en = "Service items" }
kind = "catalogue"
date = "valid_from"
[catalogue]
key = ["code"]
valid_from = "valid_from"
valid_to = "valid_to"
[[field]]
name = "code"
title = { zh = "编码", en = "Code" }
type = "text"
required = true
[[field]]
name = "valid_from"
title = { zh = "生效日", en = "Valid from" }
type = "date"
required = true
[[field]]
name = "valid_to"
title = { zh = "失效日", en = "Valid to" }
type = "date"
)";

inline constexpr std::string_view case_toml = R"(
name = "mailing"
title = { zh = "结果物邮寄", en = "Mailings" }
kind = "case"
date = "sent_on"
[case]
key = ["waybill"]
status = "status"
path = ["待揽收 -> 已揽收", "已揽收 -> 已签收", "已揽收 -> 退回"]
[[field]]
name = "sent_on"
title = { zh = "寄出日期", en = "Sent on" }
type = "date"
required = true
[[field]]
name = "waybill"
title = { zh = "运单号", en = "Waybill" }
type = "text"
max_chars = 40
[[field]]
name = "recipient"
title = { zh = "收件人", en = "Recipient" }
type = "text"
personal = { mask = "name", keep_days = 180 }
[[field]]
name = "phone"
title = { zh = "电话", en = "Phone" }
type = "text"
personal = { mask = "phone", keep_days = 180 }
[[field]]
name = "fee"
title = { zh = "邮费", en = "Fee" }
type = "money"
sum = true
min = 0
[[field]]
name = "zone"
title = { zh = "区域", en = "Zone" }
type = "choice"
choices = ["A区", "B区", "C区"]
dimension = true
[[field]]
name = "status"
title = { zh = "状态", en = "Status" }
type = "choice"
choices = ["待揽收", "已揽收", "已签收", "退回"]
default = "待揽收"
[[field]]
name = "signed_on"
title = { zh = "签收日期", en = "Signed on" }
type = "date"
[[check]]
rule = "signed_on >= sent_on"
message = { zh = "签收日期早于寄出日期", en = "signed before sent" }
[[filter]]
name = "north"
title = { zh = "北区", en = "north" }
where = ['zone in ["A区", "B区"]']
)";

inline constexpr std::string_view all_toml[] = {meter_toml, stock_toml, voucher_toml, catalogue_toml, case_toml};

/// A shipped definition: "schemes/10-50-30-10.toml".
inline std::string shipped(const std::string& name) {
  const auto found = embedded_files("definitions/" + name);
  ensure(found.size() == 1, name);
  return std::string{found.front().text};
}

using Cells = std::vector<std::pair<std::string_view, std::string_view>>;  // field, text

/// Values as a person types them; BrokenInvariant for text that does not fit.
inline registers::Values values_of(const registers::Definition& definition, const Cells& cells) {
  registers::Values values(definition.fields.size());
  for (const auto& [name, text] : cells) {
    const auto index = definition.index(name);
    auto value = registers::parse_value(definition.fields[index], text);
    ensure(value.has_value(), text);
    values[index] = *value;
  }
  return values;
}

class Hall : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("HALLBOOK_KEYS", (folder_ / "keys").c_str(), 1);
    auto made = journal::DataDir::create(folder_ / "data");
    ASSERT_TRUE(made) << made.error().message.en;
    data_ = std::move(*made);
    acting_.actor = {"cli:test"};
    acting_.at = Instant{std::chrono::sys_days{make_date(2026, 11, 24)}};
    acting_.keys = &data_->keys();
    auto founded = data_->write([&](journal::Books& books) {
      return identity::found_unit(books, acting_.actor, acting_.at, {{}, {}, "H1", "测试大厅", true});
    });
    ASSERT_TRUE(founded);
    acting_.unit = founded->id;
  }

  registers::Definition adopt(std::string_view toml) {
    auto adopted = data_->write([&](journal::Books& books) { return registers::adopt_register(books, acting_, toml); });
    EXPECT_TRUE(adopted) << adopted.error().message.en;
    return adopted ? *adopted : registers::Definition{};
  }
  Result<registers::EntryVersion> record(const registers::Definition& definition, const Cells& cells,
                                         const std::string& reason = {}) {
    const auto values = values_of(definition, cells);
    return data_->write(
        [&](journal::Books& books) { return registers::record(books, acting_, definition, values, reason); });
  }
  /// Fields that are not named stay.
  Result<registers::EntryVersion> correct(const registers::Definition& definition, std::int64_t entry,
                                          const Cells& cells, const std::string& reason = "录错") {
    auto values = values_of(definition, cells);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool named =
          std::ranges::any_of(cells, [&](const auto& cell) { return cell.first == definition.fields[i].name; });
      if (!named && !definition.fields[i].derived) values[i] = registers::keep();
    }
    return data_->write([&](journal::Books& books) {
      return registers::correct(books, acting_, definition, EntryId{entry}, values, reason);
    });
  }
  Result<> void_entry(const registers::Definition& definition, std::int64_t entry, const std::string& reason = "重复") {
    return data_->write([&](journal::Books& books) {
      return registers::void_entry(books, acting_, definition, EntryId{entry}, reason);
    });
  }
  Result<> close(const registers::Definition& definition, Date last) {
    return data_->write(
        [&](journal::Books& books) { return registers::close_period(books, acting_, definition, last); });
  }
  std::int64_t sum(const registers::Definition& definition, std::string measure,
                   std::vector<registers::Condition> conditions = {}, std::int64_t at_seq = 0) {
    auto tx = data_->read();
    return registers::totals(tx, acting_.unit, {&definition, std::move(measure), std::move(conditions), at_seq},
                             year_of(2026))
        .at(0)
        .sum;
  }
  std::int64_t count(const registers::Definition& definition, std::vector<registers::Condition> conditions = {},
                     std::int64_t at_seq = 0) {
    auto tx = data_->read();
    return registers::totals(tx, acting_.unit, {&definition, "", std::move(conditions), at_seq}, year_of(2026))
        .at(0)
        .rows;
  }
  std::int64_t seq() {
    auto tx = data_->read();
    return journal::head(tx, acting_.unit).seq;
  }
  journal::Report verify() {
    journal::Report report;
    auto tx = data_->read();
    registers::verify_registers(tx, data_->evidence(), &data_->keys(), report);
    return report;
  }
  /// Changes the database behind the program's back, as an attacker would.
  void tamper(const std::string& sql) {
    data_->database().write([&](db::WriteTx& tx) { tx.script(sql); });
  }

  TempFolder folder_;
  std::unique_ptr<journal::DataDir> data_;
  registers::Acting acting_;
};

inline std::string text_of(const journal::Report& report) {
  std::string text;
  for (const auto& problem : report.problems)
    text += problem.check + " | " + problem.where + " | " + problem.message.en + "\n";
  return text;
}

}  // namespace hallbook::tests
