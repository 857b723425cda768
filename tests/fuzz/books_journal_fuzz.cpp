// Any bytes as a plain-text journal of the books. What is taken balances on each side, and its texts would stand in one line
// of the rows file.
#include <array>

#include "base/text.h"
#include "funds/books_journal.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hallbook;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  funds::JournalReader reader{funds::shipped_book_rules(), [](const funds::Voucher& voucher) {
                                std::array<std::int64_t, 2> sums{};
                                for (const auto& posting : voucher.postings)
                                  sums[posting.account.front() >= '6'] += posting.amount.fen();
                                if (sums[0] != 0 || sums[1] != 0 || voucher.postings.size() > 1000) __builtin_trap();
                                for (const auto* one : {&voucher.payee, &voucher.document, &voucher.summary})
                                  if (one->find_first_of("\n\r\t") != std::string::npos || !is_utf8(*one))
                                    __builtin_trap();
                              }};
  for (const auto& line : split(text, '\n'))
    if (!reader.line(line)) return 0;
  const auto finished = reader.finish();
  static_cast<void>(finished);
  return 0;
}
