#pragma once
// SQL for tokens. Private to identity/.
#include "identity/token.h"

namespace hallbook::identity::token_store {

void insert(db::WriteTx& tx, const Token& token);  // apply() only
void end(db::WriteTx& tx, std::string_view id, Instant at, std::string_view reason);  // apply() only
std::optional<Token> find(db::ReadTx& tx, std::string_view id);
std::optional<Token> find(db::ReadTx& tx, const Digest& digest);
std::vector<Token> of_user(db::ReadTx& tx, std::string_view user);
std::vector<Token> all(db::ReadTx& tx);
/// Says the journal's line (unit, seq) the same? A row written past the journal opens nothing (R-IDN-63).
bool is_journaled(db::ReadTx& tx, const Token& token);
void keep_use(db::WriteTx& tx, std::string_view id, Date day);

}  // namespace hallbook::identity::token_store
