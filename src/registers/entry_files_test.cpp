// Files of entries: what a field holds, what may be named, attaching and taking off, verify. R-REG-50 to R-REG-56.
#include "registers/entry_files.h"

#include <fstream>

#include "registers/transfer.h"
#include "tests/registers/hall.h"

namespace hallbook::registers {
namespace {

constexpr std::string_view photos_toml = R"(
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
name = "place"
title = { zh = "地点", en = "Place" }
type = "text"
[[field]]
name = "photo"
title = { zh = "照片", en = "Photo" }
type = "file"
)";

std::string with(std::string_view line) { return std::string{photos_toml} + std::string{line} + "\n"; }

class EntryFiles : public tests::Hall {
 protected:
  std::filesystem::path file(const std::string& name, std::string_view bytes) {
    std::filesystem::create_directories(folder_ / "files");
    const auto path = folder_ / "files" / name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }
  FileValue kept(const Definition& definition, const std::string& name, std::string_view bytes) {
    auto value = keep_entry_file(*data_, definition, file(name, bytes), name);
    EXPECT_TRUE(value) << value.error().message.en;
    return value ? *value : FileValue{};
  }
  Result<> attach(const Definition& definition, std::int64_t entry, const FileValue& value,
                  const std::string& reason = "补材料") {
    return data_->write(
        [&](journal::Books& books) { return attach_file(books, acting_, definition, EntryId{entry}, value, reason); });
  }
  Result<> withdraw(const Definition& definition, std::int64_t entry, const Digest& digest,
                    const std::string& reason = "传错了") {
    return data_->write([&](journal::Books& books) {
      return withdraw_file(books, acting_, definition, EntryId{entry}, digest, reason);
    });
  }
  std::optional<std::string> opened(const Definition& definition, std::int64_t entry, const Digest& digest) {
    auto tx = data_->read();
    const auto found = file_of_entry(tx, acting_.unit, definition, EntryId{entry}, digest.hex());
    if (!found) return std::nullopt;
    return found->name;
  }
};

TEST_F(EntryFiles, AFieldHoldsDigestAndName) {  // R-REG-50
  const auto photos = adopt(photos_toml);
  const Field& field = *photos.field("photo");
  const std::string digest(64, 'a');
  for (const auto& text : {digest, digest + " 门口.jpg"}) {
    const auto read = parse_value(field, text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(print_value(field, *read), text);
    EXPECT_EQ(file_text(*file_value(*read)), text);
  }
  EXPECT_EQ(file_value(*parse_value(field, digest + "  门口.jpg "))->name, "门口.jpg");
  for (const auto& text : {std::string{"门口.jpg"}, digest.substr(1), digest + " ../门口.jpg", digest + " a\\b.jpg",
                           digest + " " + std::string(81, 'x'), digest + " a\x01.jpg"})
    EXPECT_FALSE(parse_value(field, text)) << text;
}

TEST_F(EntryFiles, TakesPapersAndPicturesUpToALimit) {  // R-REG-50
  const auto photos = adopt(photos_toml);
  const auto code = [&](const std::filesystem::path& path) {
    const auto fine = judge_entry_file(path, path.filename().string());
    return fine ? std::optional<RefusalCode>{} : std::optional{fine.error().code};
  };
  EXPECT_EQ(code(file("a.pdf", "%PDF-1.7")), std::nullopt);
  EXPECT_EQ(code(file("a.JPG", "\xFF\xD8\xFF\xE0")), std::nullopt);
  EXPECT_EQ(code(file("a.exe", "MZ")), RefusalCode::invalid);
  EXPECT_EQ(code(file("a.pdf.exe", "%PDF-1.7")), RefusalCode::invalid);
  EXPECT_EQ(code(file("b.pdf", "<html>")), RefusalCode::invalid);
  EXPECT_EQ(code(file("empty.pdf", "")), RefusalCode::invalid);
  EXPECT_EQ(code(folder_ / "files" / "none.pdf"), RefusalCode::not_found);
  const auto large = file("large.pdf", "%PDF-1.7");
  std::filesystem::resize_file(large, largest_entry_file);
  EXPECT_EQ(code(large), std::nullopt);
  std::filesystem::resize_file(large, largest_entry_file + 1);
  EXPECT_EQ(code(large), RefusalCode::over_limit);
  EXPECT_EQ(kept(photos, "门口.pdf", "%PDF-1.7").name, "门口.pdf");
  // Where people are named in the register they are also named in the names of files.
  const auto named = adopt(tests::case_toml);
  const auto neutral = kept(named, "张三身份证.pdf", "%PDF-1.7");
  EXPECT_EQ(neutral.name, neutral.digest.hex().substr(0, 8) + ".pdf");
}

TEST_F(EntryFiles, WhatWasNeverBroughtIsRefused) {  // R-REG-51
  const auto photos = adopt(photos_toml);
  const std::string strange(64, 'b');
  const auto refused = record(photos, {{"taken_on", "2026-03-09"}, {"photo", strange}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "photo");
  const auto value = file_text(kept(photos, "门口.pdf", "%PDF-1.7 a"));
  const auto made = record(photos, {{"taken_on", "2026-03-09"}, {"photo", value}});
  ASSERT_TRUE(made) << made.error().message.en;
  EXPECT_EQ(correct(photos, 1, {{"photo", strange}}).error().field, "photo");
  ASSERT_TRUE(correct(photos, 1, {{"place", "一楼"}}));
  const auto second = kept(photos, "后门.pdf", "%PDF-1.7 b");
  ASSERT_TRUE(correct(photos, 1, {{"photo", file_text(second)}}));
  // Both versions' files are the entry's; one that stands elsewhere is not.
  EXPECT_EQ(opened(photos, 1, file_value(FieldValue{value})->digest), "门口.pdf");
  EXPECT_EQ(opened(photos, 1, second.digest), "后门.pdf");
  EXPECT_EQ(opened(photos, 1, kept(photos, "x.pdf", "%PDF-1.7 x").digest), std::nullopt);
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

TEST_F(EntryFiles, AreAttachedAndTakenOffWithAReason) {  // R-REG-54, R-REG-55
  const auto mailing = adopt(tests::case_toml);
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-03-09"}, {"waybill", "SF1"}}));
  ASSERT_TRUE(record(mailing, {{"sent_on", "2026-03-09"}, {"waybill", "SF2"}}));
  const auto paper = kept(mailing, "签收.pdf", "%PDF-1.7 signed");
  EXPECT_EQ(attach(mailing, 1, paper, " ").error().field, "reason");
  EXPECT_EQ(attach(mailing, 9, paper).error().code, RefusalCode::not_found);
  EXPECT_EQ(attach(mailing, 1, {Digest{}, "x.pdf"}).error().field, "file");
  ASSERT_TRUE(attach(mailing, 1, paper));
  EXPECT_EQ(attach(mailing, 1, paper).error().code, RefusalCode::conflict);
  EXPECT_TRUE(opened(mailing, 1, paper.digest));
  EXPECT_FALSE(opened(mailing, 2, paper.digest));
  EXPECT_EQ(withdraw(mailing, 2, paper.digest).error().code, RefusalCode::not_found);
  EXPECT_EQ(withdraw(mailing, 1, paper.digest, "").error().field, "reason");
  ASSERT_TRUE(withdraw(mailing, 1, paper.digest));
  EXPECT_FALSE(opened(mailing, 1, paper.digest));
  EXPECT_EQ(withdraw(mailing, 1, paper.digest).error().code, RefusalCode::not_found);
  ASSERT_TRUE(attach(mailing, 1, paper));  // it was the right one after all
  auto tx = data_->read();
  const auto files = attached_files(tx, acting_.unit, mailing, EntryId{1});
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].withdrawn_reason, "传错了");
  EXPECT_EQ(files[1].withdrawn_seq, 0);
  ASSERT_TRUE(void_entry(mailing, 2));
  EXPECT_EQ(attach(mailing, 2, paper).error().code, RefusalCode::wrong_state);
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

TEST_F(EntryFiles, VerifyFindsAChangedListAndAFileThatIsGone) {  // R-REG-56
  const auto photos = adopt(photos_toml);
  const auto named = kept(photos, "a.pdf", "%PDF-1.7 a"), attached = kept(photos, "b.pdf", "%PDF-1.7 b");
  ASSERT_TRUE(record(photos, {{"taken_on", "2026-03-09"}, {"photo", file_text(named)}}));
  ASSERT_TRUE(attach(photos, 1, attached));
  ASSERT_TRUE(verify().sound()) << tests::text_of(verify());
  tamper("UPDATE entry_file SET name = 'c.pdf'");
  EXPECT_FALSE(verify().sound());
  tamper("UPDATE entry_file SET name = 'b.pdf'");
  ASSERT_TRUE(verify().sound()) << tests::text_of(verify());
  for (const auto& one : {named, attached}) {
    const auto path = data_->evidence().path_of(one.digest);
    std::filesystem::rename(path, folder_ / "away");
    EXPECT_FALSE(verify().sound());
    std::filesystem::rename(folder_ / "away", path);
  }
  EXPECT_TRUE(verify().sound()) << tests::text_of(verify());
}

TEST_F(EntryFiles, AreNeitherPersonalNorGivenByDefault) {  // R-REG-04
  EXPECT_TRUE(parse_definition(photos_toml));
  EXPECT_FALSE(parse_definition(with(R"(personal = { mask = "all" })")));
  EXPECT_FALSE(parse_definition(with("default = \"" + std::string(64, 'a') + "\"")));
}

TEST_F(EntryFiles, ATableGivesNone) {  // R-IMP-23
  const auto photos = adopt(photos_toml);
  const auto value = kept(photos, "a.pdf", "%PDF-1.7 a");
  const auto table = file("照片.csv", "日期,地点,照片\n2026-03-09,一楼," + value.digest.hex() + "\n");
  const auto result = import_file(*data_, acting_, photos, table, {});
  ASSERT_TRUE(result) << result.error().message.en;
  EXPECT_EQ(result->unused, std::vector<std::string>{"照片"});
  EXPECT_EQ(result->stored, 1U);
  EXPECT_EQ(opened(photos, 1, value.digest), std::nullopt);
  const auto needs = adopt(with("required = true"));
  const auto refused = import_file(*data_, acting_, needs, file("b.csv", "日期,地点\n2026-03-10,二楼\n"), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "photo");
}

}  // namespace
}  // namespace hallbook::registers
