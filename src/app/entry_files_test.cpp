// Files of entries, the originals of imports and exports in clear through the interface: R-REG-50 to R-REG-55, R-IMP-24, R-IMP-25.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "app/service_fixture.h"
#include "journal/lines.h"
#include "platform/crypto/hash.h"
#include "platform/files/disk.h"

namespace hallbook::app {
namespace {

constexpr std::string_view photos = R"(
name = "photos"
title = { zh = "现场照片", en = "Photos" }
kind = "count"
date = "taken_on"
[[field]]
name = "taken_on"
title = { zh = "日期", en = "Taken on" }
type = "date"
required = true
[[field]]
name = "photo"
title = { zh = "照片", en = "Photo" }
type = "file"
)";
constexpr std::string_view jpeg = "\xFF\xD8\xFF\xE0 a picture of the gate";

class EntryFileRoutes : public testing::Test {
 protected:
  EntryFileRoutes() {
    const auto done = house.data->write(
        [&](journal::Books& books) { return registers::adopt_register(books, house.acting(), photos); });
    ensure(done.has_value(), done ? "" : done.error().message.en);
  }
  http::Response put(std::string_view who, const std::string& address, std::string_view bytes) {
    auto made = TestHouse::request(http::Method::put, address);
    made.upload = house.path / "body";
    std::ofstream{made.upload, std::ios::binary} << bytes;
    made.upload_bytes = bytes.size();
    made.headers["content-type"] = "application/octet-stream";
    return house.send(who, made);
  }
  Json brought(std::string_view who, const std::string& name, std::string_view bytes,
               const std::string& reg = "photos") {
    const auto answer = put(who, "/registers/" + reg + "/files?name=" + name, bytes);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return TestHouse::body_of(answer);
  }
  http::Response record(std::string_view who, const std::string& photo) {
    return house.post(who, "/registers/photos/entries",
                      Json::Object{{"values", Json::Object{{"taken_on", "2026-03-09"}, {"photo", photo}}}});
  }
  http::Response correct(Json values, int version) {
    return house.post("staff", "/registers/photos/entries/1/corrections",
                      Json::Object{{"values", std::move(values)}, {"reason", "换一张"}, {"version", version}});
  }
  static std::string field_of(const http::Response& answer) {
    const auto body = TestHouse::body_of(answer);
    const Json* field = body.find("field");
    return field == nullptr ? "" : field->string();
  }
  static std::string header(const http::Response& answer, std::string_view name) {
    for (const auto& [header, value] : answer.headers)
      if (header == name) return value;
    return {};
  }
  std::string bytes_of(const http::Response& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(answer.delete_file);
    auto bytes = files::read_file(answer.file, 1u << 20);
    std::filesystem::remove(answer.file);
    return bytes ? *bytes : "";
  }
  std::size_t lines_of(std::string_view kind) {
    std::size_t count = 0;
    auto tx = house.data->read();
    journal::each_line(tx, house.unit.id, 1, [&](const journal::Line& line) { count += line.kind == kind ? 1 : 0; });
    return count;
  }
  /// Kind and body of the newest line.
  std::pair<std::string, Json> newest() {
    auto tx = house.data->read();
    const auto line = journal::line_at(tx, house.unit.id, journal::head(tx, house.unit.id).seq);
    return {line->kind, *Json::parse(line->body)};
  }
  void add_stranger() {
    const auto other = house.found("11530121MB198972YY", "别的单位", true);
    const auto phc = crypto::PasswordHasher{1, 1, {64, 1}}.hash(fixture_password).value();
    const auto added = house.data->write([&](journal::Books& books) {
      return identity::add_user(books, {other.id, {"cli:test"}, house.clock.now(), {}},
                                {"stranger", "别人", {identity::Role::staff}}, phc, false);
    });
    ensure(added.has_value(), added ? "" : added.error().message.en);
  }
  TestHouse house;
};

TEST_F(EntryFileRoutes, AreTakenByKindAndSize) {  // R-REG-50, R-FIL-41
  const auto file = brought("clerk", "door.jpg", jpeg);
  EXPECT_EQ(file.at("digest").string(), crypto::sm3(jpeg).hex());
  EXPECT_EQ(file.at("name").string(), "door.jpg");
  EXPECT_EQ(file.at("bytes").integer(), static_cast<std::int64_t>(jpeg.size()));
  const auto to = [](const std::string& name) { return "/registers/photos/files?name=" + name; };
  for (const auto& [name, bytes] : {std::pair{"run.exe", "MZ"}, std::pair{"door.jpg", "<html>"},
                                    std::pair{"door.html", "<html>"}, std::pair{"door.svg", "<svg/>"}}) {
    const auto answer = put("clerk", to(name), bytes);
    EXPECT_EQ(answer.status, 422) << name;
    EXPECT_EQ(answer.body.find(house.path.string()), std::string::npos) << answer.body;
  }
  EXPECT_EQ(put("clerk", to("door.jpg"), "").status, 422);
  EXPECT_EQ(put("clerk", to("door.pdf"), "%PDF-" + std::string(20u << 20, ' ')).status, 409);
  EXPECT_EQ(put("director", to("door.jpg"), jpeg).status, 403);
  EXPECT_EQ(put("clerk", "/registers/nothing/files?name=door.jpg", jpeg).status, 404);
}

TEST_F(EntryFileRoutes, AreNamedByWhoBroughtThem) {  // R-REG-51
  const std::string digest = crypto::sm3(jpeg).hex();
  EXPECT_EQ(field_of(record("clerk", digest)), "photo");  // never uploaded
  brought("staff", "door.jpg", jpeg);
  EXPECT_EQ(field_of(record("clerk", digest)), "photo");  // by somebody else
  // What lies among the evidence of the house is no entry's file either.
  EXPECT_EQ(field_of(record("clerk", house.data->evidence().put("a line of the treasury").hex())), "photo");
  const auto made = record("staff", digest + " ../../etc/passwd");
  EXPECT_EQ(field_of(made), "photo");
  const auto good = record("staff", digest + " 别的名字.jpg");
  ASSERT_EQ(good.status, 201) << good.body;
  EXPECT_EQ(TestHouse::body_of(good).at("values").at("photo").string(), digest + " door.jpg");
}

TEST_F(EntryFileRoutes, OpenForWhoMayReadTheEntry) {  // R-REG-52
  const auto first = brought("staff", "door.jpg", jpeg).at("digest").string();
  ASSERT_EQ(record("staff", first).status, 201);
  const std::string of_entry = "/registers/photos/entries/1/files/";
  const auto opened = house.get("auditor", of_entry + first);
  EXPECT_EQ(header(opened, "content-type"), "image/jpeg");
  EXPECT_TRUE(header(opened, "content-disposition").starts_with("attachment; filename*=UTF-8''door.jpg"));
  EXPECT_EQ(header(opened, "x-content-type-options"), "nosniff");
  EXPECT_EQ(bytes_of(opened), jpeg);
  for (const auto& entry : std::filesystem::recursive_directory_iterator{house.data->evidence().folder()})
    if (entry.is_regular_file()) {
      EXPECT_EQ(files::read_file(entry.path(), 1u << 24)->find("picture of the gate"), std::string::npos);
    }
  // A correction without a new file keeps the old one, also when the upload is long gone.
  std::filesystem::remove_all(house.data->folder() / "uploads");
  ASSERT_EQ(correct(Json::Object{{"taken_on", "2026-03-10"}, {"photo", first + " door.jpg"}}, 1).status, 200);
  EXPECT_EQ(field_of(correct(Json::Object{{"photo", crypto::sm3("other").hex()}}, 2)), "photo");
  const auto second = brought("staff", "door.pdf", "%PDF-1.7 b").at("digest").string();
  ASSERT_EQ(correct(Json::Object{{"photo", second}}, 2).status, 200);
  EXPECT_EQ(bytes_of(house.get("director", of_entry + first)), jpeg);
  EXPECT_EQ(bytes_of(house.get("director", of_entry + second)), "%PDF-1.7 b");
  EXPECT_EQ(house.get("administrator", of_entry + first).status, 403);
  EXPECT_EQ(house.get("director", of_entry + crypto::sm3("other").hex()).status, 404);
  EXPECT_EQ(house.get("director", of_entry + "..%2f..").status, 404);
  EXPECT_EQ(house.get("director", "/registers/photos/entries/2/files/" + first).status, 404);
  EXPECT_EQ(house.get("director", "/registers/supplies/entries/1/files/" + first).status, 404);
  add_stranger();
  EXPECT_EQ(house.get("stranger", of_entry + first).status, 404);
  EXPECT_EQ(house.get("stranger", of_entry + first + "?unit=" + house.unit.code).status, 404);
}

TEST_F(EntryFileRoutes, WithPersonalDataOpenWithAReasonAndALine) {  // R-REG-53, R-REG-54
  const std::string of_entry = "/registers/mailing/entries/1/files";
  const auto file = brought("clerk", "张三.pdf", "%PDF-1.7 signed", "mailing");
  const auto digest = file.at("digest").string();
  EXPECT_EQ(file.at("name").string(), digest.substr(0, 8) + ".pdf");  // the name would name the person
  const Json body = Json::Object{{"digest", digest}, {"reason", "补签收单"}};
  EXPECT_EQ(house.post("director", of_entry, body).status, 403);
  EXPECT_EQ(house.post("staff", of_entry, body).status, 404);  // brought by somebody else
  EXPECT_EQ(field_of(house.post("clerk", of_entry, Json::Object{{"digest", digest}, {"reason", " "}})), "reason");
  ASSERT_EQ(house.post("clerk", of_entry, body).status, 201);
  EXPECT_EQ(house.post("clerk", of_entry, body).status, 409);
  const auto story = TestHouse::body_of(house.get("director", "/registers/mailing/entries/1")).at("attached").array();
  ASSERT_EQ(story.size(), 1U);
  EXPECT_EQ(story[0].at("reason").string(), "补签收单");
  EXPECT_EQ(story[0].at("actor").string(), "user:clerk");
  const std::string one = of_entry + "/" + digest;
  EXPECT_EQ(house.get("director", one + "?reason=look_here").status, 403);
  EXPECT_EQ(house.get("auditor", one + "?reason=look_here").status, 403);
  EXPECT_EQ(field_of(house.get("clerk", one)), "reason");
  EXPECT_EQ(field_of(house.get("clerk", one + "?reason=abc")), "reason");
  EXPECT_EQ(lines_of("EntryFileShown"), 0U);
  EXPECT_EQ(bytes_of(house.get("clerk", one + "?reason=核对签收")), "%PDF-1.7 signed");
  const auto [kind, line] = newest();
  EXPECT_EQ(kind, "EntryFileShown");
  EXPECT_EQ(line.at("reason").string(), "核对签收");
  EXPECT_EQ(line.at("digest").string(), digest);
  EXPECT_EQ(line.canonical().find("张三"), std::string::npos);
}

TEST_F(EntryFileRoutes, AreTakenOffWithAReason) {  // R-REG-55
  const std::string of_entry = "/registers/supplies/entries/1/files";
  const auto digest = brought("staff", "入库单.pdf", "%PDF-1.7 in", "supplies").at("digest").string();
  ASSERT_EQ(house.post("staff", of_entry, Json::Object{{"digest", digest}, {"reason", "补单"}}).status, 201);
  const std::string one = of_entry + "/" + digest;
  EXPECT_EQ(bytes_of(house.get("auditor", one)), "%PDF-1.7 in");
  EXPECT_EQ(lines_of("EntryFileShown"), 0U);  // nothing personal: no reason, no line
  EXPECT_EQ(field_of(house.post("staff", one + "/withdraw", Json::Object{{"reason", ""}})), "reason");
  EXPECT_EQ(house.post("auditor", one + "/withdraw", Json::Object{{"reason", "x"}}).status, 403);
  const auto gone = house.post("staff", one + "/withdraw", Json::Object{{"reason", "传错了"}});
  ASSERT_EQ(gone.status, 200) << gone.body;
  EXPECT_EQ(TestHouse::body_of(gone).at("items").array()[0].at("withdrawn_reason").string(), "传错了");
  EXPECT_EQ(house.get("auditor", one).status, 404);
  add_stranger();
  EXPECT_EQ(house.post("stranger", one + "/withdraw", Json::Object{{"reason", "x"}}).status, 404);
}

TEST_F(EntryFileRoutes, AttachedOnesStandInTheReceipt) {  // R-REG-57
  const auto attach = [&](int entry, std::string_view bytes) {
    const auto digest = brought("staff", "a.pdf", bytes, "mailing").at("digest").string();
    const auto of_entry = fmt::format("/registers/mailing/entries/{}/files", entry);
    EXPECT_EQ(house.post("staff", of_entry, Json::Object{{"digest", digest}, {"reason", "签收单"}}).status, 201);
    return digest;
  };
  attach(1, "%PDF-1.7 one");
  const auto second = attach(2, "%PDF-1.7 two");
  const auto withdrawn = attach(3, "%PDF-1.7 three");
  house.post("staff", "/registers/mailing/entries/3/files/" + withdrawn + "/withdraw",
             Json::Object{{"reason", "传错了"}});
  const Json voided = Json::Object{{"reason", "重复"}, {"version", 1}};
  ASSERT_EQ(house.post("staff", "/registers/mailing/entries/1/void", voided).status, 200);
  const auto attached = [&](int no) {
    const auto answer = house.get("auditor", fmt::format("/evaluation/receipts/{}?as_of=2026-08-31", no));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return TestHouse::body_of(answer).at("attached").array();
  };
  const auto files = attached(4);  // count(mailing)
  ASSERT_EQ(files.size(), 1U);  // not the void entry's, not the one taken off
  EXPECT_EQ(files[0].at("register").string(), "mailing");
  EXPECT_EQ(files[0].at("entry").integer(), 2);
  EXPECT_EQ(files[0].at("digest").string(), second);
  EXPECT_TRUE(attached(2).empty());  // sheets of copies
}

TEST_F(EntryFileRoutes, TheOriginalOfAnImportOpensWithAReason) {  // R-IMP-25
  const std::string table =
      "日期,品名,计量单位,动作,数量,经手电话\n2026-03-02,笔,支,入库,10,13700000001\n2026-03-03,本,个,入库,5,"
      "13700000002\n";
  const auto upload = put("staff", "/uploads?name=三月.csv", table);
  ASSERT_EQ(upload.status, 201) << upload.body;
  const auto stored = house.post(
      "staff", "/imports",
      Json::Object{
          {"register", "supplies"}, {"upload", TestHouse::body_of(upload).at("upload").string()}, {"dry_run", false}});
  ASSERT_EQ(stored.status, 200) << stored.body;
  const auto seq = TestHouse::body_of(stored).at("seq").integer();
  ASSERT_GT(seq, 0) << stored.body;
  const auto page = TestHouse::body_of(house.get("clerk", "/registers/supplies/entries/3"));
  EXPECT_EQ(page.at("files").array()[0].at("row").integer(), 2);
  EXPECT_EQ(page.at("files").array()[0].at("source_name").string(), "三月.csv");
  const auto address = "/imports/" + std::to_string(seq) + "/file";
  for (const auto* who : {"clerk", "director", "it", "auditor"})
    EXPECT_EQ(house.get(who, address + "?reason=核对原件").status, 403) << who;
  EXPECT_EQ(field_of(house.get("staff", address)), "reason");
  EXPECT_EQ(lines_of("ImportFileShown"), 0U);
  const auto opened = house.get("staff", address + "?reason=核对原件");
  EXPECT_TRUE(header(opened, "content-disposition").starts_with("attachment"));
  EXPECT_EQ(header(opened, "content-type"), "application/octet-stream");
  EXPECT_EQ(bytes_of(opened), table);
  EXPECT_EQ(newest().first, "ImportFileShown");
  EXPECT_EQ(newest().second.at("import").integer(), seq);
  EXPECT_EQ(house.get("staff", "/imports/1/file?reason=核对原件").status, 404);
  add_stranger();
  EXPECT_EQ(house.get("stranger", address + "?reason=核对原件").status, 404);
}

TEST_F(EntryFileRoutes, PersonalDataLeavesWithAReasonAFewRowsAtATime) {  // R-IMP-24
  const std::string address = "/registers/mailing/export/clear?format=csv&from=2026-02-01";
  for (const auto* who : {"clerk", "director", "it", "auditor"})
    EXPECT_EQ(house.get(who, address + "&reason=邮局对账").status, 403) << who;
  EXPECT_EQ(field_of(house.get("staff", address)), "reason");
  EXPECT_EQ(house.get("staff", "/registers/supplies/export/clear?reason=邮局对账").status, 422);
  const auto text = bytes_of(house.get("staff", address + "&reason=邮局对账"));
  EXPECT_EQ(std::ranges::count(text, '\n'), 3);
  EXPECT_NE(text.find("13812345678"), std::string::npos);
  const auto [kind, line] = newest();
  EXPECT_EQ(kind, "RegisterExported");
  EXPECT_EQ(line.at("reason").string(), "邮局对账");
  EXPECT_EQ(line.at("rows").integer(), 2);
  EXPECT_EQ(line.at("clear"), Json{true});
  EXPECT_EQ(line.canonical().find("13812345678"), std::string::npos);
  // The masked one is recorded as well, without a reason.
  EXPECT_EQ(bytes_of(house.get("auditor", "/registers/mailing/export?format=csv&q=张三")).find("13812345678"),
            std::string::npos);
  EXPECT_EQ(newest().second.at("clear"), Json{false});
  EXPECT_EQ(newest().second.canonical().find("张三"), std::string::npos);
  for (int i = 0; i < 198; ++i)
    house.record("mailing", {{"sent_on", "2026-02-05"},
                             {"document", "证照原件"},
                             {"recipient", "张三"},
                             {"phone", "13812345678"},
                             {"address", "某路 1 号"},
                             {"waybill", "SG" + std::to_string(i)}});
  EXPECT_EQ(bytes_of(house.get("staff", address + "&reason=邮局对账")).empty(), false);  // 200
  const auto before = newest();
  EXPECT_EQ(house.get("staff", "/registers/mailing/export/clear?reason=邮局对账").status, 409);  // 201
  EXPECT_EQ(newest(), before);
}

}  // namespace
}  // namespace hallbook::app
