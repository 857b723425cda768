#include "registers/import_series.h"

#include <algorithm>
#include <cstring>

#include "base/ensure.h"

namespace hallbook::registers {
namespace {

constexpr std::int64_t file_ids = std::int64_t{1} << 62;  // ids of rows not stored yet come after every stored one

}  // namespace

struct SeriesBook::Member {
  EntryId id;
  Date day;
  Values values;
  std::uint64_t row = 0;  // 0: in the register already
};

SeriesBook::SeriesBook(const Definition& definition)
    : definition_{&definition}, day_field_{definition.index(definition.date_field)} {
  const KindRules& rules = definition.rules;
  std::vector<std::string> names = rules.key;
  for (const auto& name : {rules.counter, rules.reset, rules.start, rules.action, rules.amount, rules.from_no,
                           rules.to_no, rules.valid_from, rules.valid_to, definition.date_field})
    if (!name.empty()) names.push_back(name);
  for (const auto& name : names) fields_.push_back(definition.index(name));
}

void SeriesBook::pack(const Values& values) {
  for (const std::size_t field : fields_) {
    const FieldValue& value = values[field];
    bytes_.push_back(static_cast<char>(value.index()));
    if (const auto* units = std::get_if<std::int64_t>(&value)) {
      bytes_.append(reinterpret_cast<const char*>(units), sizeof *units);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      const auto size = static_cast<std::uint32_t>(text->size());
      bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
      bytes_.append(*text);
    }
  }
}

void SeriesBook::unpack(std::size_t at, Values& values) const {
  values.assign(definition_->fields.size(), {});
  for (const std::size_t field : fields_) {
    const char kind = bytes_[at++];
    if (kind == 1) {
      std::int64_t units = 0;
      std::memcpy(&units, bytes_.data() + at, sizeof units);
      at += sizeof units;
      values[field] = units;
    } else if (kind == 2) {
      std::uint32_t size = 0;
      std::memcpy(&size, bytes_.data() + at, sizeof size);
      at += sizeof size;
      values[field] = bytes_.substr(at, size);
      at += size;
    }
  }
}

void SeriesBook::add(std::uint64_t row, const Values& values) {
  const auto day = parse_iso_date(std::get<std::string>(values[day_field_]));
  ensure(day.has_value(), "SeriesBook: a judged row without a day");
  series_[series_key(*definition_, values)].push_back({row, *day, bytes_.size()});
  pack(values);
}

void SeriesBook::judge_one(db::ReadTx& tx, UnitId unit, const std::vector<Entry>& entries, Refused& refused) const {
  std::vector<Member> members;
  for (const Entry& entry : entries) {
    Member& member = members.emplace_back(
        Member{EntryId{file_ids + static_cast<std::int64_t>(entry.row)}, entry.day, {}, entry.row});
    unpack(entry.at, member.values);
  }
  for (auto& held : series_entries(tx, unit, *definition_, members.front().values))
    members.push_back({held.id, held.day, std::move(held.values), 0});
  std::ranges::sort(members,
                    [](const Member& a, const Member& b) { return std::pair{a.day, a.id} < std::pair{b.day, b.id}; });

  for (;;) {
    std::vector<SeriesRow> rows;
    for (const Member& member : members) rows.push_back({member.id, member.day, &member.values});
    const Series judged = judge_series(*definition_, rows);
    if (judged.problems.empty()) return;
    std::vector<bool> out(members.size());
    bool any = false;
    for (const SeriesProblem& problem : judged.problems) {
      // A stored row that no longer fits is not to blame: the new row nearest before it is, else the next after it.
      std::size_t at = problem.row;
      while (at > 0 && members[at].row == 0) --at;
      while (at < members.size() && members[at].row == 0) ++at;
      if (at == members.size() || out[at]) continue;
      out[at] = any = true;
      refused.rows.insert(members[at].row);
      if (refused.words.size() < Refused::worded) refused.words.emplace(members[at].row, problem.refusal);
    }
    if (!any) return;  // the register's own rows disagree among themselves: verify's business, not this file's
    std::size_t kept = 0;
    for (std::size_t at = 0; at < members.size(); ++at)
      if (!out[at] && kept++ != at) members[kept - 1] = std::move(members[at]);
    members.resize(kept);
  }
}

SeriesBook::Refused SeriesBook::judge(db::ReadTx& tx, UnitId unit) const {
  Refused refused;
  for (const auto& [key, entries] : series_) judge_one(tx, unit, entries, refused);
  return refused;
}

}  // namespace hallbook::registers
