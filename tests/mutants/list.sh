# shellcheck shell=bash
# Small wrong changes, each of which a test must notice: what they would break is what trust.md says must never happen.
# mutant NAME FILE OLD NEW TEST FILTER (run.sh). Add one with each new rule that guards money, proof, rights or scores.

# --- figures: exact until printed, one rounding, the rule and not its neighbour
mutant round_half_down src/base/rational.cpp 'const cpp_int size = (2 * cpp_int{abs(top)} + bottom)' 'const cpp_int size = (2 * cpp_int{abs(top)} + bottom - 1)' base_test '*'
mutant make_up_day_is_off src/base/work_calendar.cpp 'if (year->second.worked.contains(day)) return true;' '' base_test '*'
mutant twice_the_cap_scores src/indicators/scoring.cpp 'if (in.actual >= in.target + in.target) return nothing();' '' indicators_test '*Scoring*:Formula*'
mutant zero_target_divides src/indicators/scoring.cpp 'if (in.target.is_zero()) return in.actual <= Rational{0} ? full(in) : nothing();' '' indicators_test '*Scoring*:Formula*'
mutant division_by_nothing src/indicators/formula_eval.cpp 'if (b.is_zero()) return nothing_to_divide_by(*node.arguments[1]);' 'if (b.is_zero()) return value_of(Rational{0});' indicators_test '*Scoring*:Formula*'
mutant missing_is_zero src/indicators/formula_eval.cpp 'if (figure.rows == 0 && !scope_.missing_is_zero' 'if (false && figure.rows == 0 && !scope_.missing_is_zero' indicators_test '*Scoring*:Formula*'

# --- registers: what a kind forbids
mutant counter_may_fall src/registers/kinds.cpp 'else if (reading < from)' 'else if (false && reading < from)' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'
mutant stock_below_zero src/registers/kinds.cpp '} else if (after < 0) {' '} else if (after < -1000000) {' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'
mutant ticket_out_twice src/registers/kinds.cpp 'book.move(from, to, Ticket::in, Ticket::out, rows_[row].id)' 'book.move(from, to, Ticket::unknown, Ticket::out, rows_[row].id)' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'
mutant closed_period_is_open src/registers/import_judge.cpp 'if (closed_until_.empty() || has_reason_) return;' 'if (true) return;' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'

mutant withdrawn_though_closed src/registers/import_withdraw.cpp 'if (closed && *standing.earliest <= *closed)' 'if (false && closed && *standing.earliest <= *closed)' registers_test 'WithdrawTest*'
mutant withdrawn_rows_still_sum src/registers/projection.cpp 'change.add(iso(entry.day), entry.values, -1);
    if (is_series_kind' 'if (is_series_kind' registers_test 'WithdrawTest*'

# --- the journal: what a proof rests on
mutant digest_without_actor src/journal/journal.cpp 'put_text(out, line.actor);' '' journal_test 'LineDigest*:Append*:Merkle*:Tampering*'
mutant digest_without_body_length src/journal/journal.cpp 'put_int64(out, text.size());' '' journal_test 'LineDigest*:Append*:Merkle*:Tampering*'
mutant leaf_looks_like_node src/journal/merkle.cpp "(out += '\\0') += line_digest.view();" "(out += '\\1') += line_digest.view();" journal_test 'LineDigest*:Append*:Merkle*:Tampering*'
mutant chain_end_unchecked src/journal/journal.cpp 'line.prev = last.digest;' 'line.prev = {};' journal_test 'LineDigest*:Append*:Merkle*:Tampering*'

# --- rights and sessions
mutant permission_unchecked src/identity/gateway.cpp 'return may(roles_, route_.permission);' 'return true;' identity_test 'Gateway*:*Origin*'
mutant unit_unchecked src/identity/gateway.cpp 'if (!choose_unit()) return denied("unit", no_unit());' 'choose_unit();' identity_test 'Gateway*:*Origin*'
mutant denial_not_journaled src/identity/gateway.cpp 'record_denial(reason);' '(void)reason;' identity_test 'Gateway*:*Origin*'
mutant other_origin_accepted src/identity/gateway.cpp 'if (!http::same_origin(request_)) return denied("origin", other_origin());' '' identity_test 'Gateway*:*Origin*'
mutant session_never_ends src/identity/session.cpp 'return idle >= limits.idle || age >= limits.most;' 'return idle >= limits.idle && age >= limits.most;' identity_test 'Gateway*:*Origin*'
mutant forged_role_signs_in src/identity/user.cpp 'a.unit == b.unit && a.roles == b.roles' 'a.unit == b.unit' identity_test 'SignIn*'
mutant guessing_goes_unseen src/identity/denials.cpp 'if (times.size() < misses_to_alarm) return;' 'if (times.size() < 2 * misses_to_alarm) return;' identity_test 'Gateway*'
mutant phone_shown_whole src/base/mask.cpp 'keep_ends(utf8, 3, 4) : count >= 7' 'keep_ends(utf8, 7, 4) : count >= 7' base_test '*'

# --- files from outside
mutant doctype_read src/platform/files/xml.cpp 'XML_SetStartDoctypeDeclHandler(parser, &Impl::on_doctype);' '' files_test '*'
mutant bomb_inflates src/platform/files/archive.cpp 'if (archive.inflated > archive.limits.inflated_bytes)' 'if (false)' files_test '*'
mutant formula_in_export src/platform/files/csv_writer.cpp "      if (guard) buffer_ += '\\'';" '' files_test '*'

# --- the books: balanced to the fen, numbered without gaps, closed is closed, the same in three programs
mutant books_side_unbalanced src/funds/posting.cpp 'if (sum == Money{}) continue;' 'if (sums[0] + sums[1] == Money{}) continue;' funds_test 'Posting*'
mutant books_rule_on_one_leg src/funds/posting_rules_read.cpp 'debits += posting.debit ? 1 : -1;' 'debits += 0;' funds_test '*BadRules*'
mutant books_third_decimal src/funds/books_journal.cpp '|| decimals == 2) return std::nullopt;' ') return std::nullopt;' funds_test 'BooksJournal*'
mutant books_closed_is_open src/funds/voucher_store.cpp 'if (month_of(on) > closed_month) return on;' 'return on;' funds_test 'BooksClose*'
mutant books_number_left_out src/funds/voucher_store.cpp 'return ++at->second;' 'return at->second += 2;' funds_test 'Booking*'
mutant books_same_file_twice src/funds/books_import.cpp 'if (!earlier) return {};' 'return {};' funds_test 'BooksImport*'
mutant books_quote_in_a_payee src/funds/books_export.cpp ',[]\"\\";' ',[]\\";' funds_test 'BooksJudges*'
mutant books_line_end_in_a_payee src/funds/books_export.cpp 'if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {' 'if (c == 0x7f) {' funds_test 'BooksJudges*'
mutant books_year_end_counts src/funds/books_reports.cpp 'if (sum.closing || account == nullptr' 'if (account == nullptr' funds_test 'BooksYearEnd*'
mutant books_page_begins_at_zero src/funds/books_reports.cpp 'ledger.before + voucher_store::sum_of_first(' 'ledger.before - voucher_store::sum_of_first(' funds_test 'BooksReports*'
# --- contracts: what is paid, and by whom it is accepted
mutant contract_above_free src/funds/contract_ops.cpp 'checked->amount - *handed); !free)' 'checked->amount - *handed); false && !free)' funds_test 'Contract*:*Ops*:Invoice*'
mutant buyer_accepts src/funds/acceptance.cpp 'if (person == contract.buyer)' 'if (false)' funds_test 'Contract*:*Ops*:Invoice*'
mutant signs_twice src/funds/acceptance.cpp 'if (std::ranges::find(acceptance.signers, person) != acceptance.signers.end())' 'if (false)' funds_test 'Contract*:*Ops*:Invoice*'
mutant invoice_paid_twice src/funds/invoice_register.cpp 'if (!earlier || earlier->voided) return {};' 'if (true) return {};' funds_test 'Contract*:*Ops*:Invoice*'
mutant supplement_without_end src/funds/contract.cpp 'if (before + supplement.amount <= most) return {};' 'if (true) return {};' funds_test 'Contract*:*Ops*:Invoice*'
mutant two_requests_fit src/funds/treasury_match.cpp 'if (wanted.size() > 1) {' 'if (false) {' funds_test 'Treasury*:Due*:Reconcile*'
mutant interest_rounded_down src/funds/due.cpp 'Rounding::half_up' 'Rounding::down' funds_test 'Treasury*:Due*:Reconcile*'
mutant differences_cancel src/funds/reconcile.cpp 'result.agrees = result.agrees && line.agrees;' '' funds_test 'Treasury*:Due*:Reconcile*'
mutant attachment_bomb src/platform/files/inflate.cpp 'if (out.size() > max_bytes)' 'if (false)' files_test 'Pdf*'
