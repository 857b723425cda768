#include <charconv>

#include "base/embedded.h"
#include "base/ensure.h"
#include "journal/data_dir.h"

namespace hallbook::journal {

std::span<const db::Migration> migrations() {
  static const std::vector<db::Migration> all = [] {
    constexpr std::string_view folder = "db/migrations/";
    std::vector<db::Migration> found;
    for (const auto& file : embedded_files(folder)) {
      std::string_view name = file.path.substr(folder.size());
      name.remove_suffix(std::string_view{".sql"}.size());
      db::Migration migration{0, name, file.text};
      std::from_chars(name.data(), name.data() + 4, migration.number);
      ensure(migration.number > 0, "a migration's name begins with its number");
      found.push_back(migration);
    }
    return found;
  }();
  return all;
}

}  // namespace hallbook::journal
