#pragma once
// The M/M/c+M part of erlang.h. Private to the exact side of queueing.
#include "queueing/erlang.h"

namespace hallbook::queueing::exact {

/// `loss` = Erlang B of the same station; the question has been checked.
ErlangAnswer answer_a(const ErlangQuestion& question, double loss);

}  // namespace hallbook::queueing::exact
