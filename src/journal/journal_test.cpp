// R-JRN-01 to R-JRN-06: byte form, chain, tree. The vectors of docs/rules/journal.md, made there with openssl.
#include "journal/journal.h"

#include <gtest/gtest.h>

#include "journal/journal_fixture.h"
#include "platform/crypto/hash.h"

namespace hallbook::journal {

TEST(LineDigest, GivesTheVectors) {  // R-JRN-02
  const Meta one{UnitId{1}, 1, at_ms(1'767'225'600'000), "cli:wang"};
  const Digest first = line_digest(one, "UnitFounded", R"({"name":"政务中心"})", {});
  EXPECT_EQ(first.hex(), "de7f6171a1de0e84fd9264bdc537a351dc9811926d44f7294b15aa3754e8d4d9");
  const Meta two{UnitId{1}, 2, at_ms(-1), "cli:wang"};
  EXPECT_EQ(line_digest(two, "X", "{}", first).hex(),
            "f1f307af0854fece8996bbdc083a393bdba313923badbc73afd787168846332b");
}

TEST(LineDigest, CoversEveryColumn) {
  const Meta meta{UnitId{1}, 2, at_ms(3), "ab"};
  const Digest prev = crypto::sm3("p");
  const Digest digest = line_digest(meta, "cd", "ef", prev);
  EXPECT_NE(line_digest({UnitId{2}, 2, at_ms(3), "ab"}, "cd", "ef", prev), digest);
  EXPECT_NE(line_digest({UnitId{1}, 3, at_ms(3), "ab"}, "cd", "ef", prev), digest);
  EXPECT_NE(line_digest({UnitId{1}, 2, at_ms(4), "ab"}, "cd", "ef", prev), digest);
  EXPECT_NE(line_digest({UnitId{1}, 2, at_ms(3), "abc"}, "d", "ef", prev), digest);  // the same letters, cut elsewhere
  EXPECT_NE(line_digest(meta, "cde", "f", prev), digest);
  EXPECT_NE(line_digest(meta, "cd", "ef", {}), digest);
}

struct RootCase {
  std::uint64_t size;
  const char* root;
};
// Leaf i is SM3 of the decimal text of i. Made with the recursive definition of RFC 9162, not with peaks.
constexpr RootCase roots[] = {{0, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"},
                              {1, "d0fce9ca2be0612ac010afa2b35358df5cd77de4cdbfc5ec12d4e2d9c3ffde08"},
                              {2, "3b94d7095a4e4504caa5bea9136281f2e339aa3ec90fb14961cbc42ab2b7eb51"},
                              {3, "4e2c5f3bd70e65dba42e011a225ff1312c574452d02746dfc3ef915512f495b6"},
                              {4, "77a1c814260f963f7da922f86bb5d197f086cd518b86defc0a2b07de4c6d069d"},
                              {5, "92c7cd55adead97b728996aec836110a5626f12928c51c7f3f0951fef9d3ddde"},
                              {6, "7598c495253e608da9cae15342023bf62927af91b4e2d3625b11a2548c44d3a9"},
                              {7, "ebc105da90c47d4f84631901087150b61ffa8badf7db7eb4773fdb5797e67b92"},
                              {8, "ce13deceffb24eadd3dc519b5f16c6e03e6d40feda642a63a1517208e74b3f37"}};

std::vector<Digest> numbered(std::uint64_t count) {
  std::vector<Digest> leaves;
  for (std::uint64_t i = 1; i <= count; ++i) leaves.push_back(crypto::sm3(std::to_string(i)));
  return leaves;
}

TEST(Merkle, GivesTheVectors) {  // R-JRN-05
  for (const auto& c : roots) {
    MerkleTree tree;
    for (const auto& leaf : numbered(c.size)) tree.add(leaf);
    EXPECT_EQ(tree.root().hex(), c.root) << c.size;
    EXPECT_EQ(MerkleTree::from_peaks(c.size, tree.peaks())->root(), tree.root()) << c.size;
    EXPECT_FALSE(MerkleTree::from_peaks(c.size, tree.peaks() + "x").has_value());
  }
}

TEST(Merkle, GrowsManyAtATimeAsOneByOne) {  // R-JRN-05
  for (const std::size_t first : {0u, 1u, 2u, 3u, 7u, 8u, 13u})
    for (std::size_t more = 0; more <= 40; ++more) {
      const auto leaves = numbered(first + more);
      MerkleTree one_by_one, together;
      for (const auto& leaf : leaves) one_by_one.add(leaf);
      together.add_all(std::span{leaves}.first(first));
      together.add_all(std::span{leaves}.subspan(first));
      EXPECT_EQ(together.peaks(), one_by_one.peaks()) << first << " + " << more;
      EXPECT_EQ(together.size(), leaves.size());
    }
}

TEST(Merkle, EveryPathLeadsToTheRootAndNoOtherDoes) {  // R-JRN-06
  for (std::uint64_t size = 1; size <= 40; ++size) {
    const auto leaves = numbered(size);
    MerkleTree tree;
    for (const auto& leaf : leaves) tree.add(leaf);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto path = inclusion_path(leaves, index);
      EXPECT_EQ(root_from_path(leaves[index], index, size, path), tree.root()) << size << " " << index;
      EXPECT_NE(root_from_path(crypto::sm3("other"), index, size, path), tree.root());
      EXPECT_EQ(root_from_path(leaves[index], size, size, path), Digest{});
      auto longer = path;
      longer.push_back({});
      EXPECT_EQ(root_from_path(leaves[index], index, size, longer), Digest{});
      if (index + 1 < size) {
        EXPECT_NE(root_from_path(leaves[index], index + 1, size, path), tree.root());
      }
    }
  }
  EXPECT_THROW((void)inclusion_path(numbered(2), 2), std::logic_error);
}

TEST(Append, NumbersWithoutGapsPerUnitAndKeepsTheHead) {  // R-JRN-01, R-JRN-03, R-JRN-04
  const TestHall hall;
  auto data = hall.open();
  for (int i = 1; i <= 5; ++i) EXPECT_EQ(take_note(*data, 1, "a" + std::to_string(i)), i);
  EXPECT_EQ(take_note(*data, 2, "b"), 1);
  auto tx = data->read();
  EXPECT_EQ(units(tx), (std::vector<UnitId>{UnitId{1}, UnitId{2}}));
  MerkleTree tree;
  Digest prev;
  std::int64_t seq = 0;
  each_line(tx, UnitId{1}, 1, [&](const Line& line) {
    EXPECT_EQ(line.meta.seq, ++seq);
    EXPECT_EQ(line.prev, prev);
    EXPECT_EQ(line.digest, line_digest(line.meta, line.kind, line.body, line.prev));
    tree.add(line.digest);
    prev = line.digest;
  });
  const Head now = head(tx, UnitId{1});
  EXPECT_EQ(now.seq, 5);
  EXPECT_EQ(now.digest, prev);
  EXPECT_EQ(now.root, tree.root());
  EXPECT_EQ(head(tx, UnitId{9}).seq, 0);
  EXPECT_EQ(head(tx, UnitId{9}).root, crypto::sm3(""));
}

TEST(Append, LeavesNoLineWhenApplyFailsOrIsRefused) {
  const TestHall hall;
  auto data = hall.open();
  take_note(*data, 1, "a");
  EXPECT_THROW(data->write([](Books& books) {
    append(books, UnitId{1}, {"cli:wang"}, at_ms(1), NoteTaken{"b"});
    throw std::runtime_error{"apply failed"};
  }),
               std::runtime_error);
  (void)data->write([](Books& books) -> Result<> {
    append(books, UnitId{1}, {"cli:wang"}, at_ms(1), NoteTaken{"c"});
    return refuse(RefusalCode::invalid, {"不", "no"});
  });
  EXPECT_EQ(take_note(*data, 1, "d"), 2);
}

TEST(Append, RefusesToBuildOnAnEndThatDisagreesWithTheHead) {
  const TestHall hall;
  auto data = hall.open();
  take_note(*data, 1, "a");
  take_note(*data, 1, "b");
  data->write([](Books& books) { books.tx.exec("DELETE FROM journal WHERE seq = 2"); });
  EXPECT_THROW(take_note(*data, 1, "c"), std::logic_error);
  take_note(*data, 2, "a");
  data->write([](Books& books) { books.tx.exec("UPDATE journal SET digest = zeroblob(32) WHERE unit_id = 2"); });
  EXPECT_THROW(take_note(*data, 2, "b"), std::logic_error);
}

TEST(SeqOn, IsTheLastLineOfTheHallDay) {
  const TestHall hall;
  auto data = hall.open();
  const auto ms = [](int day, int hour) {  // hour in the hall, UTC+8
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               (std::chrono::sys_days{make_date(2026, 3, static_cast<unsigned>(day))} + std::chrono::hours{hour - 8})
                   .time_since_epoch())
        .count();
  };
  take_note(*data, 1, "a", ms(9, 0));
  take_note(*data, 1, "b", ms(9, 24) - 1);
  take_note(*data, 1, "c", ms(9, 24));
  auto tx = data->read();
  EXPECT_EQ(seq_on(tx, UnitId{1}, make_date(2026, 3, 8)), 0);
  EXPECT_EQ(seq_on(tx, UnitId{1}, make_date(2026, 3, 9)), 2);
  EXPECT_EQ(seq_on(tx, UnitId{1}, make_date(2026, 3, 10)), 3);
}

}  // namespace hallbook::journal
