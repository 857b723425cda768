// A paper's code against the journal: is the head the journal's, and is the content what the books held there. R-FRM-53
#include <fmt/format.h>

#include "dossier/disclosure.h"
#include "forms/funds_papers.h"
#include "forms/papers.h"
#include "forms/service_papers.h"
#include "forms/target_table.h"
#include "platform/crypto/hash.h"
#include "registers/registers.h"

namespace hallbook::forms {
namespace {

/// The root that the tree had at line `seq`; nullopt when the journal is shorter.
std::optional<std::string> root_at(db::ReadTx& tx, UnitId unit, std::int64_t seq) {
  if (seq < 1 || seq > journal::head(tx, unit).seq) return std::nullopt;
  journal::MerkleTree tree;
  journal::each_line(tx, unit, 1, [&](const journal::Line& line) {
    if (line.meta.seq <= seq) tree.add(line.digest);
  });
  return tree.root().hex().substr(0, 32);
}

std::string digest_16(std::string_view bytes) { return crypto::sm3(bytes).hex().substr(0, 16); }

class Checking {
 public:
  Checking(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit, PaperCode code)
      : tx_{tx}, evidence_{evidence}, unit_{unit} {
    found_.code = std::move(code);
  }

  CheckedPaper done() {
    check_head();
    if (found_.code.version > 0)
      check_frozen();
    else
      check_content();
    return std::move(found_);
  }

 private:
  void add(bool holds, Text yes, Text no) { found_.checks.push_back({holds ? std::move(yes) : std::move(no), holds}); }

  void check_head() {
    const auto root = root_at(tx_, unit_.id, found_.code.seq);
    const auto seq = found_.code.seq;
    add(root && *root == found_.code.root,
        {fmt::format("账本第 {} 条时的链头和纸上的一致", seq),
         fmt::format("the journal's head at line {} is the one on the paper", seq)},
        {fmt::format("账本第 {} 条时的链头和纸上的不一致：不是这本账的纸，或账被改过", seq),
         fmt::format(
             "the journal's head at line {} is not the one on the paper: another book's paper, or a changed book",
             seq)});
  }

  void check_frozen() {
    const auto& code = found_.code;
    const auto frozen = indicators::find_frozen(tx_, evidence_, unit_.id, code.subject, code.version);
    found_.title = fmt::format("{} · {} · 第 {} 版", kind_title(), code.subject, code.version);
    if (!frozen) return add(false, {}, {"没有封存过这一版", "no such version was frozen"});
    add(digest_16(frozen->bytes) == code.digest,
        {fmt::format("第 {} 版封存于 {}，内容和纸上的摘要一致", code.version, iso(frozen->at)),
         fmt::format("version {} was frozen at {}; its content has the digest on the paper", code.version,
                     iso(frozen->at))},
        {"封存的内容和纸上的摘要不一致", "the frozen content does not have the digest on the paper"});
    const auto holds = indicators::frozen_still_holds(tx_, unit_.id, *frozen);
    add(holds && *holds,
        {"按当时的数据和定义重算，结果相同",
         "computed again from the rows and definitions of then, it comes out the same"},
        {"按当时的数据和定义重算，结果不同", "computed again from the rows and definitions of then, it differs"});
  }

  void check_content() {
    const auto digest = content_digest();
    found_.title = fmt::format("{} · {}", kind_title(), found_.code.subject);
    if (digest)
      add(*digest == found_.code.digest, {"内容和账上当时的一致", "the content is what the books held then"},
          {"内容和账上当时的不一致", "the content is not what the books held then"});
  }

  std::string kind_with_colon() const {
    std::string kind = found_.code.kind;
    if (const auto dot = kind.find('.'); dot != std::string::npos) kind[dot] = ':';
    return kind;
  }
  std::string kind_title() const {
    const auto* kind = paper_kind(kind_with_colon());
    return kind == nullptr ? found_.code.kind : kind->title.zh;
  }

  /// nullopt: only the head can be checked (balances have no past that is kept line by line).
  std::optional<std::string> content_digest() {
    const auto& code = found_.code;
    const auto kind = kind_with_colon();
    if (kind.starts_with("register:")) {
      const auto definition = registers::find_register(tx_, unit_.id, std::string_view{kind}.substr(9), code.seq);
      const auto period = parse_period(code.subject);
      if (!definition || !period) return "";
      return register_digest(tx_, unit_.id, {&*definition, *period, code.seq, nullptr}).hex().substr(0, 16);
    }
    if (kind.starts_with("payment-request:") || kind.starts_with("acceptance:"))
      return funds_digest(tx_, unit_.id, kind).value_or("");
    if (kind.starts_with("round-notice:") || kind.starts_with("matter-notice:"))
      return service_digest(tx_, unit_.id, kind).value_or("");
    if (kind != "disclosure" && kind != "target-table") return std::nullopt;
    const auto project = dossier::find_project(tx_, unit_.id, code.subject, code.seq);
    if (!project) return "";
    return digest_16(kind == "disclosure" ? dossier::write_disclosure(*project)
                                          : target_table_facts(*project).canonical());
  }

  db::ReadTx& tx_;
  const journal::EvidenceStore& evidence_;
  const identity::Unit& unit_;
  CheckedPaper found_;
};

/// R-FRM-59: the paper of a frozen evaluation that has these 16 characters at its foot.
std::optional<PaperCode> find_typed(db::ReadTx& tx, const journal::EvidenceStore& evidence, UnitId unit,
                                    std::string_view typed) {
  for (const auto& brief : indicators::all_frozen(tx, unit, "")) {
    const auto frozen = indicators::find_frozen(tx, evidence, unit, brief.project, brief.version);
    const auto evaluation = frozen ? Json::parse(frozen->bytes) : std::unexpected{frozen.error()};
    if (!evaluation) continue;
    const auto& head = evaluation->at("journal_head");
    for (const auto& kind : paper_kinds()) {
      if (!kind.freezes) continue;
      PaperCode code{std::string{kind.name},
                     frozen->project,
                     frozen->version,
                     head.at("seq").integer(),
                     head.at("root").string().substr(0, 32),
                     digest_16(frozen->bytes)};
      if (short_code(code) == typed) return code;
    }
  }
  return std::nullopt;
}

std::unexpected<Refusal> no_typed(std::string_view typed) {
  return refuse(RefusalCode::not_found,
                {fmt::format("没有哪张封存的表是 {}：请对着纸再输一遍，或输入整行码", typed),
                 fmt::format("no frozen paper has {}: compare it with the paper, or type the whole line", typed)},
                "code");
}

}  // namespace

bool CheckedPaper::holds() const {
  return !checks.empty() && std::ranges::all_of(checks, [](const PaperCheck& check) { return check.holds; });
}

Result<CheckedPaper> check_paper(db::ReadTx& tx, const journal::EvidenceStore& evidence, const identity::Unit& unit,
                                 std::string_view text) {
  auto code = read_code(text);
  if (const auto typed = code ? std::nullopt : read_short_code(text)) {
    code = find_typed(tx, evidence, unit.id, *typed);
    if (!code) return no_typed(*typed);
  }
  if (!code)
    return refuse(
        RefusalCode::invalid,
        {"这不是厅簿纸上的码：应以 HB2: 开头，共七段，用冒号分开；或是页脚的 16 个字符",
         "this is no code of a paper of this house: it begins with HB2: and has seven parts between colons, or "
         "it is the 16 characters at the foot"},
        "code");
  return Checking{tx, evidence, unit, *std::move(code)}.done();
}

}  // namespace hallbook::forms
