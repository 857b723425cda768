// R-DOS-40 to R-DOS-42: projects and decisions in the journal.
#include "dossier/projects.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "dossier/plan.h"
#include "dossier/project_text.h"
#include "identity/unit.h"

namespace hallbook::dossier {
namespace {

const Instant noon{std::chrono::sys_days{make_date(2026, 11, 24)} + std::chrono::hours{4}};

std::string file(const std::string& name) {
  std::ifstream in{std::string{HALLBOOK_SOURCE} + "/definitions/projects/" + name, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

class Projects : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("hallbook-projects-" + std::to_string(getpid()) +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    setenv("HALLBOOK_KEYS", (folder_ / "keys").c_str(), 1);
    auto created = journal::DataDir::create(folder_ / "data");
    ASSERT_TRUE(created) << created.error().message.en;
    data_ = std::move(*created);
    const auto unit = data_->write([&](journal::Books& books) {
      return identity::found_unit(books, actor_, noon,
                                  {{}, {}, "11530121MB198972XH", "昆明市呈贡区政务服务管理局", true});
    });
    ASSERT_TRUE(unit) << unit.error().message.en;
    unit_ = unit->id;
  }
  void TearDown() override {
    data_.reset();
    std::filesystem::remove_all(folder_);
  }

  Result<Project> import(const std::string& document, std::optional<std::string> plan = std::nullopt) {
    return data_->write([&](journal::Books& books) {
      return import_project(books, unit_, actor_, noon, document,
                            plan ? std::optional<std::string_view>{*plan} : std::nullopt);
    });
  }
  Result<> settle(const std::string& finding, int indicator, const std::string& chosen) {
    Decision decision;
    decision.finding = finding;
    decision.indicator = indicator;
    decision.chosen = chosen;
    decision.reason = "局长办公会决定";
    return data_->write([&](journal::Books& books) { return decide(books, unit_, actor_, noon, "", decision); });
  }
  Result<Project> find(std::string_view code = "", std::int64_t at_seq = 0) {
    auto tx = data_->read();
    return find_project(tx, unit_, code, at_seq);
  }

  std::filesystem::path folder_;
  std::unique_ptr<journal::DataDir> data_;
  UnitId unit_;
  journal::Actor actor_{"cli:wang"};
  std::string document_ = file("2026-window-service-fund.txt");
  std::string plan_ = file("2026-window-service-fund.toml");
};

TEST_F(Projects, ImportWithPlanAndFindAgain) {
  EXPECT_EQ(find().error().code, RefusalCode::not_found);
  const auto imported = import(document_, plan_);
  ASSERT_TRUE(imported) << imported.error().message.en;
  EXPECT_EQ(imported->code, "2026-window-service-fund");
  EXPECT_EQ(imported->version, 1);
  const auto found = find();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->document, document_);
  EXPECT_EQ(found->plans.size(), 8u);
  EXPECT_EQ(found->decisions.size(), 17u);
  EXPECT_EQ(write_disclosure(*found), document_);
  auto tx = data_->read();
  EXPECT_EQ(project_codes(tx, unit_), std::vector<std::string>{"2026-window-service-fund"});
  EXPECT_EQ(find("2026-other").error().code, RefusalCode::not_found);
}

TEST_F(Projects, ADecisionIsAnEventAndTheEarlierStandIsStillReadable) {
  const auto imported = import(document_, plan_);
  ASSERT_TRUE(imported);
  const auto done = settle("monthly_cap_in_annual_table", 3, "mean_month");
  ASSERT_TRUE(done) << done.error().message.en;
  const auto now = find();
  const Decision* decision = now->decision("monthly_cap_in_annual_table", 3);
  ASSERT_NE(decision, nullptr);
  EXPECT_EQ(decision->chosen, "mean_month");
  EXPECT_EQ(decision->by, "cli:wang");
  EXPECT_FALSE(decision->proposed);
  EXPECT_GT(decision->seq, imported->seq);
  EXPECT_EQ(now->settled(3).formula, "mean(by month: sum(water.barrels))");
  EXPECT_EQ(find("", imported->seq)->settled(3).formula, "max(by month: sum(water.barrels))");
  ASSERT_TRUE(settle("monthly_cap_in_annual_table", 3, "year_over_12"));
  EXPECT_EQ(find()->settled(3).formula, "sum(water.barrels) / 12");
  EXPECT_EQ(find()->decisions.size(), 17u);
  ASSERT_TRUE(settle("no_weights", 0, "scheme_10_20_40_20_10"));
  EXPECT_EQ(find()->scheme, "10-20-40-20-10");
}

TEST_F(Projects, WrongDecisionsAreRefusedAndLeaveNothing) {
  ASSERT_TRUE(import(document_, plan_));
  EXPECT_EQ(settle("monthly_cap_in_annual_table", 4, "mean_month").error().field, "finding");
  EXPECT_EQ(settle("no_such_thing", 3, "noted").error().field, "finding");
  const auto unknown = settle("monthly_cap_in_annual_table", 3, "best_month");
  EXPECT_EQ(unknown.error().field, "choose");
  EXPECT_TRUE(unknown.error().message.en.contains("worst_month"));
  EXPECT_FALSE(settle("monthly_cap_in_annual_table", 3, "noted"));
  EXPECT_TRUE(settle("filler", 0, "noted"));
  auto tx = data_->read();
  EXPECT_EQ(journal::head(tx, unit_).seq, find()->decision("filler", 0)->seq);
}

TEST_F(Projects, ANewVersionKeepsPlanAndDecisionsThatStillStand) {
  ASSERT_TRUE(import(document_, plan_));
  ASSERT_TRUE(settle("monthly_cap_in_annual_table", 3, "mean_month"));
  ASSERT_TRUE(settle("no_period", 4, "worst_quarter"));
  std::string corrected = document_;
  const std::string content = "\t政务服务大厅结果物邮寄量\n\t结果物寄件明细台账";
  corrected.replace(corrected.find(content), content.size(), "\t政务服务大厅全年结果物邮寄量\n\t结果物寄件明细台账");
  const auto second = import(corrected);
  ASSERT_TRUE(second) << second.error().message.en;
  EXPECT_EQ(second->code, "2026-window-service-fund");
  EXPECT_EQ(second->version, 2);
  EXPECT_EQ(second->plans.size(), 8u);
  EXPECT_EQ(second->decision("monthly_cap_in_annual_table", 3)->chosen, "mean_month");
  EXPECT_EQ(second->decision("no_period", 4), nullptr);
  EXPECT_EQ(find("", second->seq - 1)->decision("no_period", 4)->chosen, "worst_quarter");
}

TEST_F(Projects, WithoutAPlanTheCodeIsDerived) {
  ASSERT_EQ(import(document_)->code, "2026-window-service-fund");  // the shipped plan is for this very document
  std::string own = document_;
  own.replace(own.find("11530121MB198972XH"), 18, "13530102CL12TH3BJT");
  own.replace(own.find("\n政务中心窗口服务经费\n") + 1, 30, "窗口运行经费");
  const auto project = import(own);
  ASSERT_TRUE(project);
  EXPECT_TRUE(project->plans.empty());
  EXPECT_TRUE(project->code.starts_with("2026-"));
  EXPECT_EQ(project->code.size(), 13u);
  EXPECT_EQ(import(own)->code, project->code);
  EXPECT_EQ(find(project->code)->version, 2);
  EXPECT_EQ(settle("no_period", 4, "noted").error().field, "project");
  EXPECT_EQ(find().error().field, "project");
}

TEST_F(Projects, TextAndJsonShowWhatIsKept) {
  const auto project = import(document_, plan_);
  ASSERT_TRUE(project);
  const std::string text = project_text(*project, Lang::zh);
  EXPECT_TRUE(text.contains("420000.00 元"));
  EXPECT_TRUE(text.contains("max(by month: sum(water.barrels))"));
  EXPECT_TRUE(text.contains("（待单位确认）"));
  EXPECT_TRUE(findings_text(*project, check_project(*project), Lang::en).contains("● worst_month"));
  const Json json = to_json(*project, Lang::zh);
  EXPECT_EQ(json.at("amount").string(), "420000.00");
  EXPECT_EQ(json.at("indicators").array().size(), 7u);
  EXPECT_EQ(json.at("indicators").array()[0].at("target").at("value").string(), "190000");
}

struct PlanCase {
  const char* name;
  const char* toml;
  const char* says;
};

TEST(Plans, AreRefusedWithTheirLine) {
  const PlanCase cases[] = {
      {"no_toml", "code = ", "line 1"},
      {"no_code", "scheme = \"x\"", "“code” is missing"},
      {"unknown_key", "code = \"a\"\ncolour = \"red\"", "line 2: unknown key “colour”"},
      {"unknown_rule", "code = \"a\"\n[[indicator]]\nno = 1\nrule = \"guess\"", "no scoring rule “guess”"},
      {"no_rule", "code = \"a\"\n[[indicator]]\nno = 1", "“rule” is missing"},
      {"twice", "code = \"a\"\n[[indicator]]\nno = 1\nrule = \"equal\"\n[[indicator]]\nno = 1\nrule = \"equal\"",
       "stands twice"},
      {"deduct_without_points", "code = \"a\"\n[[indicator]]\nno = 1\nrule = \"deduct\"", "needs deduct_points"},
      {"points_as_number", "code = \"a\"\n[[indicator]]\nno = 1\nrule = \"deduct\"\ndeduct_points = 10",
       "must be text"},
      {"bad_missing", "code = \"a\"\n[[indicator]]\nno = 1\nrule = \"equal\"\nmissing = \"0\"", "missing must be"},
      {"one_language", "code = \"a\"\n[[indicator]]\nno = 1\nrule = \"equal\"\nnote = { zh = \"x\" }",
       "“en” is missing"},
      {"unknown_option", "code = \"a\"\n[[decision]]\nfinding = \"filler\"\nchoose = \"x\"\nby = \"y\"",
       "no option “x”"},
      {"bad_operator",
       "code = \"a\"\n[[option]]\nfinding = \"f\"\nid = \"i\"\ntitle = { zh = \"a\", en = \"b\" }\nop = \"~\"",
       "no operator “~”"},
      {"bad_code", "code = \"../x\"", "letters, digits"},
  };
  for (const auto& c : cases) {
    const auto plan = read_plan(c.toml);
    ASSERT_FALSE(plan) << c.name;
    EXPECT_TRUE(plan.error().message.en.contains(c.says)) << c.name << ": " << plan.error().message.en;
  }
}

TEST(Plans, ForAnotherDocumentAreRefused) {
  auto project = read_disclosure(file("2026-window-service-fund.txt"));
  ASSERT_TRUE(project);
  EXPECT_FALSE(apply_plan(*project, *read_plan("code = \"a\"\n[[indicator]]\nno = 8\nrule = \"equal\"")));
  EXPECT_FALSE(
      apply_plan(*project, *read_plan("code = \"a\"\n[[indicator]]\nno = 1\nname = \"别的\"\nrule = \"equal\"")));
  auto plan = *read_plan(file("2026-window-service-fund.toml"));
  EXPECT_TRUE(fits(plan, *project));
  plan.made_for.year = 2025;
  EXPECT_FALSE(fits(plan, *project));
}

}  // namespace
}  // namespace hallbook::dossier
