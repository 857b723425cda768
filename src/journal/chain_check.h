#pragma once
// One unit's chain, checked as its lines stream by. Private to journal/.
#include <memory>

#include "journal/journal_store.h"
#include "journal/verify.h"

namespace hallbook::journal {

class ChainCheck {
 public:
  ChainCheck(UnitId unit, Report& report);
  ~ChainCheck();
  ChainCheck(const ChainCheck&) = delete;
  ChainCheck& operator=(const ChainCheck&) = delete;

  void add(const store::LineView& line);
  /// `head`: as kept beside the journal, nullptr when there is none.
  void finish(const store::KeptHead* head);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hallbook::journal
