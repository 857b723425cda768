#pragma once
// What lists of large registers are answered from is read once after the start, beside everything else, so that nobody's
// first list waits for it. Source: R-API-13.
#include <thread>

#include "journal/data_dir.h"

namespace hallbook::app {

class ListsAhead {
 public:
  /// `data` must outlive it. A fault is logged: the list that needs the columns will read them, or meet it again.
  explicit ListsAhead(journal::DataDir& data);

 private:
  std::jthread thread_;  // its end asks it to stop, and waits for the register that it reads
};

}  // namespace hallbook::app
