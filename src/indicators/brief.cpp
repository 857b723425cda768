#include "indicators/brief.h"

#include <fmt/format.h>

#include "indicators/print.h"

namespace hallbook::indicators {
namespace {

constexpr std::size_t most_lines = 5;

std::string count_words(std::size_t count) {
  static constexpr std::array<std::string_view, 11> words{"零", "一", "两", "三", "四", "五",
                                                          "六", "七", "八", "九", "十"};
  return count < words.size() ? std::string{words[count]} : std::to_string(count);
}

std::string day_words(Date day) {
  return fmt::format("{}月{}日", static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

/// Worst first: what cannot be mended, what is missing, what is behind.
int rank(Standing standing) {
  switch (standing) {
    case Standing::over: return 0;
    case Standing::not_met: return 1;
    case Standing::out_of_reach: return 2;
    case Standing::missing: return 3;
    case Standing::stale: return 4;
    case Standing::behind: return 5;
    case Standing::near_limit: return 6;
    case Standing::on_pace:
    case Standing::within:
    case Standing::met: break;
  }
  return 7;
}

/// A figure against its target as two amounts that add up: the limit and what is beyond or short of it.
Text limit_text(const BriefRow& row) {
  const std::string limit = row.limit_printed.empty() ? row.target_printed : row.limit_printed;
  const auto with_off = [&](std::string_view zh, std::string_view en) {
    return row.off.zh.empty() ? Text{} : Text{fmt::format("{}{}", zh, row.off.zh), fmt::format("{}{}", row.off.en, en)};
  };
  if (row.pace.standing == Standing::over || (row.pace.standing == Standing::not_met && row.cap)) {
    const Text off = with_off("，超出 ", " over");
    return {fmt::format("“{}”超了上限：{}，上限 {}{}", row.name, row.value_printed, limit, off.zh),
            fmt::format("{}: {}, {} the limit of {}", row.name, row.value_printed, off.en.empty() ? "over" : off.en,
                        limit)};
  }
  if (row.pace.standing == Standing::near_limit) {
    const Text off = with_off("，还剩 ", " below");
    return {fmt::format("“{}”快到上限：{}，上限 {}{}", row.name, row.value_printed, limit, off.zh),
            fmt::format("{}: {}, {} the limit of {}", row.name, row.value_printed, off.en.empty() ? "near" : off.en,
                        limit)};
  }
  const Text off = with_off("，还差 ", " short of");
  return {fmt::format("“{}”没有达到：{}，目标 {}{}", row.name, row.value_printed, row.target_printed, off.zh),
          fmt::format("{}: {}, {} {}", row.name, row.value_printed, off.en.empty() ? "not the target of" : off.en,
                      row.target_printed)};
}

Text line_text(const BriefRow& row, Date as_of) {
  switch (row.pace.standing) {
    case Standing::missing:
      return {fmt::format("“{}”缺数据：{}", row.name, row.why.zh),
              fmt::format("{}: missing, {}", row.name, row.why.en)};
    case Standing::stale:
      return {fmt::format("“{}”久未登记：{}", row.name, row.why.zh), fmt::format("{}: {}", row.name, row.why.en)};
    case Standing::behind:
    case Standing::out_of_reach:
      if (!row.expected_printed.empty())
        return {fmt::format("“{}”到{}是 {}，按工作日应到 {}（目标 {}）{}", row.name, day_words(as_of),
                            row.value_printed, row.expected_printed, row.target_printed,
                            row.pace.standing == Standing::out_of_reach ? "，照现在的速度难以达到" : ""),
                fmt::format("{}: {} by {}, {} would be on pace (target {}){}", row.name, row.value_printed, iso(as_of),
                            row.expected_printed, row.target_printed,
                            row.pace.standing == Standing::out_of_reach ? "; out of reach at this rate" : "")};
      return {fmt::format("“{}”现在是 {}，目标 {}", row.name, row.value_printed, row.target_printed),
              fmt::format("{}: {} now, target {}", row.name, row.value_printed, row.target_printed)};
    case Standing::over:
    case Standing::not_met:
    case Standing::near_limit: return limit_text(row);
    case Standing::on_pace:
    case Standing::within:
    case Standing::met: break;
  }
  return {};
}

struct Part {
  std::size_t count = 0;
  std::string_view zh, en;
};

/// R-API-35: "七项指标，五项正常，一项落后，一项缺数据。"
Text sentence_of(std::span<const BriefRow> rows, std::size_t open_findings) {
  std::size_t fine = 0, watched = 0, bad = 0, unknown = 0;
  for (const auto& row : rows) {
    const Standing standing = row.pace.standing;
    if (is_fine(standing))
      ++fine;
    else if (is_watched(standing))
      ++watched;
    else if (standing == Standing::missing || standing == Standing::stale)
      ++unknown;
    else
      ++bad;
  }
  Text text{count_words(rows.size()) + "项指标", fmt::format("{} indicators", rows.size())};
  if (fine == rows.size() && !rows.empty()) {
    text = {text.zh + "都正常", "all " + text.en + " are fine"};
  } else {
    for (const Part& part : {Part{fine, "正常", "fine"}, Part{watched, "落后或临近上限", "behind or near a limit"},
                             Part{bad, "未达或超限", "not met or over"}, Part{unknown, "缺数据", "without data"}})
      if (part.count > 0)
        text = {fmt::format("{}，{}项{}", text.zh, count_words(part.count), part.zh),
                fmt::format("{}, {} {}", text.en, part.count, part.en)};
  }
  if (open_findings > 0)
    text = {
        fmt::format("{}；{}个疑义待裁定", text.zh, count_words(open_findings)),
        fmt::format("{}; {} {} to be decided", text.en, open_findings, open_findings == 1 ? "question" : "questions")};
  return {text.zh + "。", text.en + "."};
}

}  // namespace

Distance distance_of(const std::optional<Rational>& value, const Target& target) {
  if (target.kind != TargetKind::number) return {};
  Distance distance{
      in_document_unit(target.value, target), {}, target.op == Operator::at_most || target.op == Operator::less_than};
  if (!value) return distance;
  const Rational apart = *value < target.value ? target.value - *value : *value - target.value;
  if (target.unit == "ratio") {
    const std::string points = (apart * Rational{100}).rounded(2);
    distance.off = {points + " 个百分点", points + " points"};
  } else {
    const std::string printed = in_document_unit(apart, target);
    distance.off = {printed, printed};
  }
  return distance;
}

Brief brief(std::span<const BriefRow> rows, std::size_t open_findings, Date as_of) {
  Brief brief;
  brief.sentence = sentence_of(rows, open_findings);
  std::vector<const BriefRow*> told;
  for (const auto& row : rows)
    if (!is_fine(row.pace.standing)) told.push_back(&row);
  std::ranges::stable_sort(told, {}, [](const BriefRow* row) { return rank(row->pace.standing); });
  for (const auto* row : told) {
    if (brief.lines.size() == most_lines) break;
    const bool silent = row->pace.standing == Standing::stale;
    brief.lines.push_back({row->no, row->pace.standing, line_text(*row, as_of), silent ? "record" : "receipt"});
  }
  if (open_findings > 0 && brief.lines.size() < most_lines)
    brief.lines.push_back({0,
                           Standing::missing,
                           {fmt::format("{}个疑义待裁定，会影响得分", count_words(open_findings)),
                            fmt::format("{} to be decided; the score depends on it", open_findings)},
                           "findings"});
  return brief;
}

}  // namespace hallbook::indicators
