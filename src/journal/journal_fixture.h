#pragma once
// A data directory in a temporary folder, with its keys beside it, and a small event: for this folder's tests.
#include <cstdlib>

#include "base/ensure.h"
#include "journal/data_dir.h"

namespace hallbook::journal {

struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "hallbook-journal-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path path;
};

struct TestHall : TemporaryFolder {
  TestHall() {
    ::setenv("HALLBOOK_KEYS", (path / "keys").c_str(), 1);
    create();
  }
  void create() {
    auto created = DataDir::create(folder());
    ensure(created.has_value(), created ? "" : created.error().message.en);
  }
  std::filesystem::path folder() const { return path / "data"; }
  std::unique_ptr<DataDir> open(Mode mode = Mode::write, bool ignore_mark = false) const {
    auto opened = DataDir::open(folder(), mode, ignore_mark);
    if (!opened) throw std::runtime_error{opened.error().message.en};
    return std::move(*opened);
  }
};

inline Instant at_ms(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }

/// An event with a table of its own that is simple enough to be seen through: a row of `definition`.
struct NoteTaken {
  static constexpr std::string_view kind = "NoteTaken";
  std::string text;
  Json to_json() const { return Json::Object{{"text", text}}; }
  static NoteTaken from_json(const Json& body) { return {body.at("text").string()}; }
};
inline void apply(Books& books, const Meta& meta, const NoteTaken& event) {
  books.tx.exec(
      "INSERT INTO definition (unit_id, kind, name, version, adopted_seq, digest, text) "
      "VALUES ($1, 'note', $2, 1, $3, $4, $5)",
      meta.unit, "n" + std::to_string(meta.seq), meta.seq, Digest{}, event.text);
}

inline std::int64_t take_note(DataDir& data, std::int64_t unit, const std::string& text,
                              std::int64_t at = 1'767'225'600'000) {
  return data.write(
      [&](Books& books) { return append(books, UnitId{unit}, {"cli:wang"}, at_ms(at), NoteTaken{text}).seq; });
}

}  // namespace hallbook::journal
