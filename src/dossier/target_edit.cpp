#include "dossier/target_edit.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dossier/plan_write.h"

namespace hallbook::dossier {
namespace {

constexpr std::size_t longest_value = 40;
constexpr std::size_t longest_reason_for_target = 500;

std::string_view sign_glyph(Operator op) {
  switch (op) {
    case Operator::at_least: return "≥";
    case Operator::at_most: return "≤";
    case Operator::more_than:
    case Operator::less_than:
    case Operator::equal: break;
  }
  return symbol(op);
}

/// nullopt when it is no sign.
std::optional<Operator> sign_of(std::string_view printed) {
  const Target one = parse_target("1", "", printed);
  return one.kind == TargetKind::number ? std::optional{one.op} : std::nullopt;
}

/// ">=" where the document writes ASCII, "≥" elsewhere; its own word where the sign is still that.
std::string sign_like(std::string_view cell, Operator op) {
  if (sign_of(cell) == op) return std::string{cell};
  const bool ascii = std::ranges::all_of(cell, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
  return std::string{ascii ? symbol(op) : sign_glyph(op)};
}

Result<> readable_target(const Target& target, const TargetEdit& edit) {
  if (target.kind == TargetKind::number) return {};
  if (target.finding == "target.operator_missing" || target.finding == "target.operator_differs")
    return refuse(RefusalCode::invalid, target.message, "operator");
  if (target.finding == "target.unit_differs" || target.finding == "target.ratio_large" ||
      target.finding == "target.range")
    return refuse(RefusalCode::invalid, target.message, "value");
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”不是一个数；请写数，可以带单位，例如 16万张、300、95%", quote(edit.value)),
                 fmt::format("“{}” is no number; write one, with its unit if you like, such as 16万张, 300 or 95%",
                             quote(edit.value))},
                "value");
}

Result<> check_typed(const TargetEdit& edit) {
  if (auto fine = check_text(edit.value, longest_value); !fine)
    return refuse(fine.error().code, fine.error().message, "value");
  if (edit.op.empty() || sign_of(edit.op)) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("没有“{}”这种指标性质；可选 ≥ > ≤ < =", quote(edit.op)),
                 fmt::format("there is no sign “{}”; choose ≥ > ≤ < or =", quote(edit.op))},
                "operator");
}

/// R-DOS-46: every page and form prints two decimals of the document's unit; what they hid would still decide the score.
Result<> check_size(const Target& target, const TargetEdit& edit) {
  const bool in_its_scale = target.unit == "ratio" || target.unit == "元";
  const Rational scale = target.unit == "ratio" && target.scale == Rational{1} ? Rational{1, 100} : target.scale;
  const Rational printed = in_its_scale ? target.value / scale : target.value;
  if (printed < Rational{0})
    return refuse(RefusalCode::invalid,
                  {fmt::format("“{}”是负数；目标不能小于 0", quote(edit.value)),
                   fmt::format("“{}” is negative; a target is 0 or more", quote(edit.value))},
                  "value");
  if ((printed * Rational{100}).is_whole() && printed < Rational{1'000'000'000'000}) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”太长：最多 12 位整数、2 位小数", quote(edit.value)),
                 fmt::format("“{}” is too long: at most 12 digits and 2 decimals", quote(edit.value))},
                "value");
}

/// R-DOS-47
Result<> check_grounds(const TargetEdit& edit) {
  if (trim(edit.reason).empty())
    return refuse(
        RefusalCode::invalid,
        {"请写明调整依据，例如批复文号或会议纪要", "say what the adjustment rests on, such as a paper's number"},
        "reason");
  if (auto fine = check_text(edit.reason, longest_reason_for_target); !fine)
    return refuse(fine.error().code, fine.error().message, "reason");
  return {};
}

/// A decision on the sign that still stands goes before the table.
Result<> check_settled(const Project& before, const Project& after, int no) {
  const auto target_of = [&](const Project& project) {
    return std::ranges::find(project.indicators, no, &IndicatorRow::no)->target;
  };
  const Target was = target_of(before), now = target_of(after);
  if (was.kind == TargetKind::number && was.op == now.op) return {};
  const auto settled = after.settled(no).op;
  if (!settled || *settled == now.op) return {};
  return refuse(
      RefusalCode::wrong_state,
      {fmt::format("这个指标已经裁定按“{}”算，改目标表不会改变它；请先到“疑义与裁定”改裁定", sign_glyph(*settled)),
       fmt::format("a decision has settled that this indicator counts as “{}”; change the decision first",
                   sign_glyph(*settled))},
      "operator");
}

}  // namespace

// R-DOS-46
Result<TargetChange> adjusted_target(const Project& project, const TargetEdit& edit) {
  const auto row = std::ranges::find(project.indicators, edit.no, &IndicatorRow::no);
  if (row == project.indicators.end())
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有指标 {}；共有 {} 项", edit.no, project.indicators.size()),
                   fmt::format("there is no indicator {}; there are {}", edit.no, project.indicators.size())},
                  "no");
  if (auto typed = check_typed(edit); !typed) return std::unexpected{typed.error()};
  const Target target = parse_target(edit.value, row->unit_cell, edit.op);
  if (auto read = readable_target(target, edit); !read) return std::unexpected{read.error()};
  const bool number_before = row->target.kind == TargetKind::number;
  if (number_before && target.unit != row->target.unit)  // a table without a column of units
    return refuse(
        RefusalCode::invalid,
        {fmt::format("“{}”换了单位：原来是 {}。请按原来的单位写", quote(edit.value), row->target.printed_unit),
         fmt::format("“{}” changes the unit, which is {}; keep the unit", quote(edit.value), row->target.printed_unit)},
        "value");
  if (auto size = check_size(target, edit); !size) return std::unexpected{size.error()};
  if (number_before && target.op == row->target.op && target.value == row->target.value)
    return refuse(RefusalCode::invalid,
                  {fmt::format("和现在的目标一样（{}），没有改动", printed_cells(*row)),
                   fmt::format("that is the target as it stands ({}); nothing changes", printed_cells(*row))},
                  "value");
  TargetChange change;
  change.was_op = row->adjusted ? row->adjusted->was_op : row->operator_cell;
  change.was_value = row->adjusted ? row->adjusted->was_value : row->value_cell;
  change.op = target.op;
  change.value = without_operator(edit.value);
  change.by = edit.by;
  change.reason = trim(edit.reason);
  return change;
}

void put_target(IndicatorRow& row, const TargetChange& change) {
  if (change.was_op.empty()) {  // the document writes both in one cell
    row.value_cell = std::string{sign_glyph(change.op)} + change.value;
  } else {
    row.operator_cell = sign_like(change.was_op, change.op);
    row.value_cell = change.value;
  }
  row.target = parse_target(row.value_cell, row.unit_cell, row.operator_cell);
  row.adjusted = change;
}

std::string printed_cells(std::string_view op_cell, std::string_view value_cell, std::string_view unit_cell) {
  return fmt::format("{}{}{}", op_cell, value_cell, value_cell.contains(unit_cell) ? "" : unit_cell);
}

std::string printed_cells(const IndicatorRow& row) {
  return printed_cells(row.operator_cell, row.value_cell, row.unit_cell);
}

Result<Adjustment> prepare_adjustment(db::ReadTx& tx, UnitId unit, const Project& project, const TargetEdit& edit) {
  auto change = adjusted_target(project, edit);
  if (!change) return std::unexpected{change.error()};
  Adjustment made;
  made.plan = write_target(project, plan_text(tx, unit, project.code), edit.no, *change);
  made.change = std::move(*change);
  auto after = with_plan(tx, unit, project, made.plan);
  if (!after) return std::unexpected{after.error()};
  made.project = std::move(*after);
  if (auto free = check_settled(project, made.project, edit.no); !free) return std::unexpected{free.error()};
  return made;
}

// R-DOS-47
Result<Project> adjust_target(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                              const Project& project, const TargetEdit& edit) {
  const auto made = prepare_adjustment(books.tx, unit, project, edit);
  if (!made) return std::unexpected{made.error()};
  if (auto grounds = check_grounds(edit); !grounds) return std::unexpected{grounds.error()};
  const auto row_of = [&](const Project& one) {
    return *std::ranges::find(one.indicators, edit.no, &IndicatorRow::no);
  };
  const IndicatorRow before = row_of(project), after = row_of(made->project);
  return import_project(books, unit, actor, at, project.document, made->plan,
                        fmt::format("{} {}：{} → {}；{}", edit.no, before.name, printed_cells(before),
                                    printed_cells(after), made->change.reason));
}

std::string version_tag(const Project& project) { return fmt::format("\"{}\"", project.version); }

}  // namespace hallbook::dossier
