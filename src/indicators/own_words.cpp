// Source: R-EVA-40 to R-EVA-43.
#include <fmt/format.h>

#include "base/text.h"
#include "indicators/evaluation.h"
#include "indicators/judged.h"
#include "indicators/own_words_store.h"

namespace hallbook::indicators {

struct WordsWritten {
  static constexpr std::string_view kind = "WordsWritten";
  std::string project;
  OwnWords words;
  Json to_json() const {
    return Json::Object{{"project", project}, {"indicator", words.indicator}, {"place", words.place},
                        {"text", words.text}, {"reason", words.reason},       {"by", words.by}};
  }
  static WordsWritten from_json(const Json& body) {
    WordsWritten event;
    event.project = body.at("project").string();
    event.words.indicator = static_cast<int>(body.at("indicator").integer());
    event.words.place = body.at("place").string();
    event.words.text = body.at("text").string();
    event.words.reason = body.at("reason").string();
    event.words.by = body.at("by").string();
    return event;
  }
};

void apply(journal::Books& books, const journal::Meta& meta, const WordsWritten& event) {
  OwnWords words = event.words;
  words.at = meta.at;
  words.seq = meta.seq;
  own_words_store::insert(books.tx, meta.unit, event.project, words);
}

namespace {

constexpr std::size_t most_reason = 200;

constexpr std::array<std::string_view, 3> possibilities{"确定能", "有可能", "完全不可能"};
constexpr std::array<std::string_view, 5> causes{"经费", "制度", "人员", "硬件条件", "其他"};

// 100 and 200 characters are what the forms leave room for; paragraphs of the report are longer.
const std::array all_places{
    Place{"reason", {"偏差原因分析", "reason for the deviation"}, 100, true},
    Place{"measures", {"改进措施", "measures"}, 200, true},
    Place{"score", {"自评得分", "own score"}, 8, true, true},
    Place{"actual", {"实际完成情况", "what was reached"}, 100, true},
    Place{"band", {"分档评定", "share picked within the bands"}, 8, true, true},
    Place{"possibility", {"完成目标可能性", "possibility"}, 12, true, true, possibilities},
    Place{"causes", {"偏差原因类别", "kinds of causes"}, 40, true, false, causes, true},
    Place{"note", {"备注", "note"}, 100, true},
    Place{"achieved", {"年度总体目标实际完成情况", "goal as achieved"}, 500},
    Place{"remarks", {"其他需要说明的事项", "other remarks"}, 500},
    Place{"execution", {"预算执行偏差原因", "reason for the execution rate"}, 200},
    Place{"report_basis", {"项目基本情况", "basic facts"}, 2000},
    Place{"report_work", {"自评工作开展情况", "how the evaluation was done"}, 2000},
    Place{"report_money", {"资金管理情况", "how the money was managed"}, 2000},
    Place{"report_output", {"产出情况", "outputs"}, 2000},
    Place{"report_effect", {"效益情况", "effects"}, 2000},
    Place{"report_satisfaction", {"满意度情况", "satisfaction"}, 2000},
    Place{"report_reasons", {"偏差原因和改进措施", "reasons and measures"}, 2000},
    Place{"report_use", {"结果应用和公开", "use and publication of the results"}, 2000},
    Place{"report_other", {"其他", "other"}, 2000},
};

Result<> check_length(std::string_view text, std::size_t most, const Text& title) {
  if (const auto count = count_characters(text); count > most)
    return refuse(RefusalCode::over_limit,
                  {fmt::format("“{}”最多 {} 字，这里有 {} 字，请删去 {} 字", title.zh, most, count, count - most),
                   fmt::format("“{}” holds at most {} characters; these are {}, {} too many", title.en, most, count,
                               count - most)},
                  "text");
  return check_text(text, most, true);
}

// R-EVA-42
Result<> check_own_score(db::ReadTx& tx, UnitId unit, std::string_view project, const OwnWords& words) {
  const auto score = Rational::parse(words.text);
  Rational weight{100};
  if (const auto evaluator = Evaluator::load(tx, unit, project)) {
    const auto found = evaluator->weight_of(words.indicator);
    if (found) weight = *found;
  }
  if (score && *score >= Rational{0} && *score <= weight && (*score * Rational{100}).is_whole()) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("得分“{}”不对：应为 0 到 {}（该项分值），至多两位小数", words.text, weight.exact()),
                 fmt::format("the score “{}” does not fit: from 0 to {} (the weight), at most two decimals", words.text,
                             weight.exact())},
                "text");
}

/// R-EVA-44: only what a person judges; what registers give is never typed.
Result<> check_judged(const dossier::Project& project, const OwnWords& words) {
  const auto row = std::ranges::find(project.indicators, words.indicator, &dossier::IndicatorRow::no);
  const bool number = row->target.kind == TargetKind::number;
  if (words.place == "actual" ? number : !is_judged(*row, project.settled(row->no)))
    return refuse(
        RefusalCode::invalid,
        {fmt::format("指标 {} 的指标值是数：完成值由公式从台账计算，得分按规则计算，不手填", words.indicator),
         fmt::format("the target of indicator {} is a number: a formula computes its value from registers, and a rule "
                     "its score; neither is typed",
                     words.indicator)},
        "indicator");
  if (words.place == "actual" || picked_percent(words.text)) return {};
  return refuse(RefusalCode::invalid,
                {fmt::format("“{}”不行：填该项分值的百分之几，0 到 100，至多两位小数，如 85", words.text),
                 fmt::format("“{}” does not fit: the share of the weight in percent, 0 to 100 with at most two "
                             "decimals, as 85",
                             words.text)},
                "text");
}

Result<> check_choice(const Place& place, const OwnWords& words) {
  std::string text = words.text, known;
  for (auto at = text.find("、"); at != std::string::npos; at = text.find("、")) text.replace(at, 3, ",");
  for (const auto& choice : place.choices) known += (known.empty() ? "" : "、") + std::string{choice};
  for (const auto& word : split(text, ','))
    if (std::ranges::find(place.choices, trim(word)) == place.choices.end() || (!place.several && word != text))
      return refuse(RefusalCode::invalid,
                    {fmt::format("“{}”不行；可写 {}{}", words.text, known, place.several ? "（几项用、分开）" : ""),
                     fmt::format("“{}” does not fit; use {}{}", words.text, known,
                                 place.several ? ", several with 、 between" : "")},
                    "text");
  return {};
}

Result<> check_place(const dossier::Project& project, const OwnWords& words) {
  const auto* place = place_named(words.place);
  if (place == nullptr) {
    std::string names;
    for (const auto& one : places()) names += (names.empty() ? "" : ", ") + std::string{one.name};
    return refuse(RefusalCode::not_found,
                  {fmt::format("没有“{}”这一栏；可写 {}", words.place, names),
                   fmt::format("there is no place “{}”; use {}", words.place, names)},
                  "place");
  }
  const auto& rows = project.indicators;
  const bool known = place->of_indicator
                         ? std::ranges::find(rows, words.indicator, &dossier::IndicatorRow::no) != rows.end()
                         : words.indicator == 0;
  if (!known)
    return refuse(RefusalCode::not_found,
                  place->of_indicator
                      ? Text{fmt::format("“{}”要写明是哪项指标；没有指标 {}", place->title.zh, words.indicator),
                             fmt::format("“{}” belongs to an indicator; there is no indicator {}", place->title.en,
                                         words.indicator)}
                      : Text{fmt::format("“{}”是整个项目的，不要写指标号", place->title.zh),
                             fmt::format("“{}” belongs to the whole project, not to an indicator", place->title.en)},
                  "indicator");
  return {};
}

Result<> check_words(db::ReadTx& tx, UnitId unit, const dossier::Project& project, const OwnWords& words) {
  if (auto fine = check_place(project, words); !fine) return fine;
  const auto& place = *place_named(words.place);
  if (auto fine = check_length(words.text, place.most, place.title); !fine) return fine;
  if (auto fine = check_length(words.reason, most_reason, {"理由", "reason"}); !fine) return fine;
  if (words.text.empty()) return {};
  if (place.needs_reason && trim(words.reason).empty())
    return refuse(RefusalCode::invalid,
                  {fmt::format("自己填“{}”要写理由：它会和算出来的并列", place.title.zh),
                   fmt::format("“{}” of one's own needs a reason: it stands beside the computed one", place.title.en)},
                  "reason");
  if (words.place == "score") return check_own_score(tx, unit, project.code, words);
  if (words.place == "actual" || words.place == "band") return check_judged(project, words);
  if (!place.choices.empty()) return check_choice(place, words);
  return {};
}

bool same_place(const OwnWords& a, const OwnWords& b) { return a.indicator == b.indicator && a.place == b.place; }

}  // namespace

std::span<const Place> places() { return all_places; }

const Place* place_named(std::string_view name) {
  const auto found = std::ranges::find(all_places, name, &Place::name);
  return found == all_places.end() ? nullptr : &*found;
}

Result<> write_words(journal::Books& books, UnitId unit, const journal::Actor& actor, Instant at,
                     std::string_view project_code, OwnWords words) {
  const auto project = dossier::find_project(books.tx, unit, project_code);
  if (!project) return std::unexpected{project.error()};
  words.text = trim(words.text);
  words.reason = trim(words.reason);
  if (auto fine = check_words(books.tx, unit, *project, words); !fine) return fine;
  journal::append(books, unit, actor, at, WordsWritten{project->code, std::move(words)});
  return {};
}

// R-EVA-41
std::vector<OwnWords> own_words(db::ReadTx& tx, UnitId unit, std::string_view project, std::int64_t at_seq) {
  std::vector<OwnWords> standing;
  for (auto& words : own_words_store::all(tx, unit, project, at_seq == 0 ? INT64_MAX : at_seq)) {
    std::erase_if(standing, [&](const OwnWords& earlier) { return same_place(earlier, words); });
    if (!words.text.empty()) standing.push_back(std::move(words));
  }
  std::ranges::stable_sort(standing, {}, [](const OwnWords& words) { return std::pair{words.indicator, words.place}; });
  return standing;
}

std::vector<OwnWords> words_history(db::ReadTx& tx, UnitId unit, std::string_view project, int indicator,
                                    std::string_view place) {
  auto all = own_words_store::all(tx, unit, project, INT64_MAX);
  std::erase_if(all, [&](const OwnWords& words) { return words.indicator != indicator || words.place != place; });
  return all;
}

const OwnWords* words_at(std::span<const OwnWords> words, int indicator, std::string_view place) {
  for (const auto& one : words)
    if (one.indicator == indicator && one.place == place) return &one;
  return nullptr;
}

journal::EventKind own_words_kind() {
  return journal::event_kind<WordsWritten>({"为表格写的话", "words for a form written"});
}

}  // namespace hallbook::indicators
