#include "dossier/headings.h"

#include "base/text.h"
#include "dossier/words.h"

namespace hallbook::dossier {
namespace {

struct PartName {
  std::string_view name;
  Part part;
};
// R-DOS-02: the names that published texts use for the nine parts.
constexpr PartName part_names[] = {
    {"项目名称", Part::name},          {"立项依据", Part::basis},         {"项目立项依据", Part::basis},
    {"政策依据", Part::basis},         {"立项背景及依据", Part::basis},   {"设立依据", Part::basis},
    {"项目依据", Part::basis},         {"项目实施单位", Part::unit},      {"实施单位", Part::unit},
    {"项目单位", Part::unit},          {"实施主体", Part::unit},          {"项目实施主体", Part::unit},
    {"项目基本概况", Part::overview},  {"项目概况", Part::overview},      {"项目基本情况", Part::overview},
    {"基本概况", Part::overview},      {"项目概述", Part::overview},      {"项目简介", Part::overview},
    {"项目实施内容", Part::content},   {"实施内容", Part::content},       {"项目内容", Part::content},
    {"项目主要内容", Part::content},   {"资金安排情况", Part::funds},     {"资金安排", Part::funds},
    {"项目资金安排情况", Part::funds}, {"预算安排情况", Part::funds},     {"项目资金安排", Part::funds},
    {"年度预算安排", Part::funds},     {"年度资金安排", Part::funds},     {"资金预算情况", Part::funds},
    {"项目实施计划", Part::plan},      {"实施计划", Part::plan},          {"项目计划", Part::plan},
    {"实施周期", Part::plan},          {"项目实施周期", Part::plan},      {"实施方案", Part::plan},
    {"项目实施成效", Part::effects},   {"实施成效", Part::effects},       {"预期成效", Part::effects},
    {"项目预期成效", Part::effects},   {"项目成效", Part::effects},       {"项目实施预期成效", Part::effects},
    {"项目绩效目标表", Part::table},   {"绩效目标表", Part::table},       {"项目支出绩效目标表", Part::table},
    {"绩效目标", Part::table},         {"绩效目标情况", Part::table},     {"绩效目标和指标", Part::table},
    {"项目绩效目标", Part::table},     {"项目绩效目标情况", Part::table}, {"绩效目标及指标", Part::table},
};

struct LabelName {
  std::string_view name;
  Label label;
};
constexpr LabelName label_names[] = {
    {"单位名称", Label::unit_name},
    {"单位全称", Label::unit_name},
    {"部门名称", Label::unit_name},
    {"填报单位", Label::unit_name},
    {"组织机构代码", Label::unit_code},
    {"统一社会信用代码", Label::unit_code},
    {"机构代码", Label::unit_code},
    {"社会信用代码", Label::unit_code},
    {"单位代码", Label::unit_code},
    {"地址", Label::address},
    {"单位地址", Label::address},
    {"联系地址", Label::address},
    {"办公地址", Label::address},
    {"联系电话", Label::phone},
    {"电话", Label::phone},
    {"单位电话", Label::phone},
    {"法人代表", Label::legal_person},
    {"法定代表人", Label::legal_person},
    {"单位负责人", Label::legal_person},
    {"负责人", Label::legal_person},
    {"法人", Label::legal_person},
    {"经费来源", Label::funding},
    {"资金来源", Label::funding},
    {"单位概况", Label::profile},
    {"单位简介", Label::profile},
    {"单位基本情况", Label::profile},
    {"单位基本概况", Label::profile},
    {"单位职能", Label::profile},
};

constexpr std::size_t longest_line_looked_at = 4096;  // a heading with its text behind a colon is shorter
constexpr std::string_view chinese_digits = "一二三四五六七八九十百";

bool is_digit(std::string_view character) {
  return character.size() == 1 && character[0] >= '0' && character[0] <= '9';
}
bool is_chinese_digit(std::string_view character) {
  return character.size() == 3 && chinese_digits.contains(character);
}

/// Bytes of the numbering at the start of a plain() line; 0 when there is none. "1.5倍" is no numbering.
std::size_t numbering(std::string_view line) {
  const auto all = characters(line);
  std::size_t i = 0;
  std::size_t bytes = 0;
  const auto step = [&] { bytes += all[i++].size(); };
  const bool bracket = i < all.size() && all[i] == "(";
  if (bracket) step();
  const bool ordinal = i < all.size() && all[i] == "第";
  if (ordinal) step();
  const std::size_t first = i;
  const bool chinese = i < all.size() && is_chinese_digit(all[i]);
  while (i < all.size() && i - first < 3 && (chinese ? is_chinese_digit(all[i]) : is_digit(all[i]))) step();
  if (i == first || i == all.size()) return 0;
  if (bracket) return all[i] == ")" ? bytes + 1 : 0;
  if (ordinal && all[i] == "部") {  // 第一部分
    step();
    if (i == all.size() || all[i] != "分") return 0;
    step();
    while (i < all.size() && (all[i] == "、" || all[i] == ":" || all[i] == ",")) step();
    return bytes;
  }
  if (all[i] != "、" && all[i] != "." && all[i] != ")" && all[i] != "．" &&
      !(chinese && (all[i] == "," || all[i] == ":")))
    return 0;
  step();
  return i < all.size() && is_digit(all[i]) && !chinese ? 0 : bytes;
}

struct Cut {
  std::string key;    // plain, without numbering
  std::string value;  // as written, trimmed
  bool colon = false;
};

Cut cut_at_colon(std::string_view line) {
  const std::size_t wide = line.find("：");
  const std::size_t narrow = line.find(':');
  const std::size_t at = std::min(wide, narrow);
  Cut cut;
  cut.colon = at != std::string_view::npos;
  if (cut.colon) cut.value = std::string{trim(line.substr(at + (at == wide ? 3 : 1)))};
  const std::string key = plain(line.substr(0, at));
  cut.key = key.substr(numbering(key));
  return cut;
}

}  // namespace

std::optional<Heading> known_heading(std::string_view line) {
  if (line.size() > longest_line_looked_at) return std::nullopt;
  const Cut cut = cut_at_colon(line);
  for (const auto& known : part_names)
    if (known.name == cut.key) return Heading{known.part, cut.value};
  return std::nullopt;
}

bool is_numbered(std::string_view line) { return numbering(plain(first_characters(line, 24))) > 0; }

bool looks_like_heading(std::string_view line, bool numbered) {
  constexpr std::size_t longest = 20;
  const std::string key = plain(line);
  if (key.empty() || count_characters(key) > longest) return false;
  if (has_any(key, {"。", ",", ";", "；", "!", "?"}) || (key.contains(':') && key.back() != ':')) return false;
  if (numbering(key) > 0) return numbered;
  std::string_view core = key;
  if (core.ends_with(':')) core.remove_suffix(1);
  static constexpr std::array<std::string_view, 22> endings{
      "情况", "说明", "依据", "计划", "措施", "内容", "保障", "分析", "要求", "建议", "风险",
      "成效", "概况", "安排", "机制", "附件", "备注", "方案", "范围", "标准", "背景", "管理"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return core.ends_with(ending); });
}

std::optional<Labelled> labelled(std::string_view line) {
  const Cut cut = cut_at_colon(line);
  if (!cut.colon) return std::nullopt;
  for (const auto& known : label_names)
    if (known.name == cut.key) return Labelled{known.label, cut.value};
  return std::nullopt;
}

}  // namespace hallbook::dossier
