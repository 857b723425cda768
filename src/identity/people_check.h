#pragma once
// verify's look at secrets: the tables that follow from the journal are compared by replay.
#include "journal/verify.h"

namespace hallbook::identity {

/// Every stored password hash and sealed second factor has the digest that its last journal line says, and no line's is
/// missing (trust B5).
void verify_credentials(db::ReadTx& tx, journal::Report& report);

}  // namespace hallbook::identity
