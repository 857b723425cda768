// A migration that changes more than it says is seen in review: ./dev golden rewrites db/schema.snapshot.sql.
#include <gtest/gtest.h>

#include "journal/data_dir.h"
#include "tests/golden.h"

namespace hallbook::journal {

TEST(Schema, MigrationsMatchTheSnapshot) {
  auto fresh = *db::Database::open({":memory:"}, migrations());
  std::string schema;
  fresh->read().each("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name",
                     [&](const db::Row& row) { schema += row.string(0) + ";\n"; });
  hallbook::testing::expect_golden("db/schema.snapshot.sql", schema);
}

TEST(Schema, MigrationsAreInOrder) {
  ASSERT_GE(migrations().size(), 2u);
  EXPECT_EQ(migrations().front().name, "0001_journal");
  for (std::size_t i = 1; i < migrations().size(); ++i) EXPECT_LT(migrations()[i - 1].number, migrations()[i].number);
}

}  // namespace hallbook::journal
