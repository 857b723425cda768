#pragma once
// What `hallbook verify` does with a data directory. Opens read-only and never checkpoints.
#include "app/session.h"
#include "journal/verify.h"

namespace hallbook::app {

struct VerifyOptions {
  bool rebuild = false;  // replay everything into an empty database and compare table by table
  std::string head;  // "SEQ:ROOT", or the file of a head, that the journal must contain; "" = none given
  std::filesystem::path scratch;  // below it lies what a rebuild writes, for as long as it runs; "" = in memory
};

Result<> verify_all(const Options& options, const VerifyOptions& how, journal::Report& report,
                    const journal::Progress& progress);

}  // namespace hallbook::app
