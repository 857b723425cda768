#pragma once
// Which entries of a page of columns a list is about. Private to registers/.
#include "registers/columns.h"
#include "registers/list_store.h"

namespace hallbook::registers {

/// A query made ready for one page: what is asked of a field is answered once for each of its different values, so that an
/// entry costs a look at a table of bytes for each condition.
class PageMatch {
 public:
  /// The page must outlive it.
  PageMatch(const ColumnPage& page, const Definition& definition, const list_store::Query& query);
  bool fits(std::size_t row) const;

 private:
  struct Test {
    const FieldColumn* column = nullptr;
    std::vector<char> holds;  // by code
    bool of(std::size_t row) const { return holds[column->code(row)] != 0; }
  };
  struct AnyTest {  // of a word
    std::vector<Test> tests;
    std::optional<std::size_t> row;  // the word is the number of this row's entry
    bool of(std::size_t row) const;
  };
  template <class Holds>
  Test test(std::size_t field, Holds&& holds) const;
  void add_filter(const list_store::Filter& filter);
  void add_condition(const Condition& condition);
  void add_days(const list_store::Query& query);
  void add_word(const list_store::Word& word);

  const ColumnPage& page_;
  const Definition& definition_;
  std::vector<Test> all_;
  std::vector<AnyTest> words_;
};

}  // namespace hallbook::registers
