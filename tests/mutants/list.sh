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
mutant phone_shown_whole src/base/mask.cpp 'keep_ends(utf8, 3, 4) : count >= 7' 'keep_ends(utf8, 7, 4) : count >= 7' base_test '*'

# --- files from outside
mutant doctype_read src/platform/files/xml.cpp 'XML_SetStartDoctypeDeclHandler(parser, &Impl::on_doctype);' '' files_test '*'
mutant bomb_inflates src/platform/files/archive.cpp 'if (archive.inflated > archive.limits.inflated_bytes)' 'if (false)' files_test '*'
mutant formula_in_export src/platform/files/csv_writer.cpp "      if (guard) buffer_ += '\\'';" '' files_test '*'

# --- money in the evaluation, on its chain, in the books
mutant running_row_is_sure src/indicators/evaluator.cpp '(execution.final ? sure : open) = (execution.final ? sure + *execution.score : open + execution.weight);' 'sure = sure + execution.weight;' indicators_test 'ExecutionTest*'
mutant payments_need_not_add_up src/indicators/execution_row.cpp 'receipt.adds_up = sum == evaluation.execution.money->total.executed;' 'receipt.adds_up = true;' indicators_test 'ExecutionTest*'
mutant frozen_without_payments src/indicators/frozen.cpp 'if (row.money && !(row.receipt && row.receipt->adds_up))' 'if (row.money && !row.receipt)' indicators_test 'ExecutionTest*'
mutant plan_not_handed_on src/funds/contract_store.cpp 'hand_on(books.tx, meta, contract.request, contract.number, event.from_request);' 'move(books.tx, meta, {line, Account::committed, Account::committed, event.from_request, contract.number, contract.request});' funds_test 'ContractChain*'
mutant paid_is_owed_again src/funds/accrual.cpp 'above_zero(standing.accepted - standing.paid), "payment_of_payable", "advance"' 'above_zero(standing.accepted), "payment_of_payable", "advance"' funds_test 'Accrual*:ContractChain*'
mutant proposed_rows_are_paid src/funds/treasury.cpp 'if (waiting.match.kind != MatchKind::exact) continue;' 'if (waiting.match.requests.empty()) continue;' funds_test 'TreasuryPaying*'
