#pragma once
// For tests of papers: a register with corrected and voided entries, a project with one figure that is frozen.
#include <gtest/gtest.h>

#include <fstream>

#include "forms/docx.h"
#include "forms/papers.h"
#include "identity/adoption.h"
#include "tests/registers/hall.h"

namespace hallbook::forms {

inline std::string shipped_file(const std::string& name) {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/" + name, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

inline Document read_back(const std::string& bytes) {
  const auto file = std::filesystem::path{testing::TempDir()} / "papers_test.docx";
  std::ofstream{file, std::ios::binary} << bytes;
  return read_docx(files::SourceFile::open(file, 64u << 20).value()).value();
}

class RegisterPaper : public tests::Hall {
 protected:
  void SetUp() override {
    Hall::SetUp();
    mailing_ = adopt(tests::case_toml);
    for (int i = 0; i < 30; ++i)
      ASSERT_TRUE(record(mailing_, {{"waybill", "SF" + std::to_string(i)},
                                    {"sent_on", i < 20 ? "2026-03-02" : "2026-04-03"},
                                    {"recipient", "张三丰"},
                                    {"fee", "12.30"}}));
    ASSERT_TRUE(correct(mailing_, 2, {{"fee", "20.00"}}, "票据更正"));
    ASSERT_TRUE(void_entry(mailing_, 3, "重复登记"));
  }
  Result<Paper> made() {
    auto tx = data_->read();
    PaperOrder order;
    order.kind = "register:mailing";
    order.today = make_date(2026, 12, 31);
    order.keys = &data_->keys();
    return make_paper(tx, data_->evidence(), unit(tx), order);
  }
  identity::Unit unit(db::ReadTx& tx) { return *identity::find_unit(tx, acting_.unit); }
  Result<CheckedPaper> checked(const std::string& code) {
    auto tx = data_->read();
    return check_paper(tx, data_->evidence(), unit(tx), code);
  }
  registers::Definition mailing_;
};

/// A project with one figure, frozen, for papers of an evaluation.
class FrozenPaper : public RegisterPaper {
 protected:
  void SetUp() override {
    RegisterPaper::SetUp();
    const auto project = data_->write([&](journal::Books& books) {
      journal::append(books, acting_.unit, acting_.actor, acting_.at,
                      identity::DefinitionAdopted{"scheme", "10-50-30-10", shipped_file("schemes/10-50-30-10.toml")});
      return dossier::import_project(books, acting_.unit, acting_.actor, acting_.at,
                                     shipped_file("projects/2026-window-service-fund.txt"),
                                     "code = \"fund\"\nscheme = \"10-50-30-10\"\n[[indicator]]\nno = 4\n"
                                     "formula = \"count(mailing)\"\nrule = \"ratio-down-linear\"\n");
    });
    ASSERT_TRUE(project) << project.error().message.en;
    auto tx = data_->read();
    auto evaluator = indicators::Evaluator::load(tx, acting_.unit, "");
    ASSERT_TRUE(evaluator) << evaluator.error().message.en;
    auto evaluation = evaluator->evaluate(tx, make_date(2026, 12, 31));
    evaluator->attach_receipts(tx, evaluation);
    const auto frozen = data_->write([&](journal::Books& books) {
      return indicators::freeze(books, acting_.unit, acting_.actor, acting_.at, evaluation);
    });
    ASSERT_TRUE(frozen) << frozen.error().message.en;
  }
  Result<Paper> paper(const std::string& kind, int frozen) {
    auto tx = data_->read();
    PaperOrder order;
    order.kind = kind;
    order.today = make_date(2026, 12, 31);
    order.frozen = frozen;
    return make_paper(tx, data_->evidence(), unit(tx), order);
  }
};

}  // namespace hallbook::forms
