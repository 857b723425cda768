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

# --- rounds and matters: who fixes does not verify, a resend changes nothing
mutant fixer_verifies src/service/matter.cpp 'matter.fixers.contains(asked.by)' 'matter.fixers.contains("nobody")' service_test 'Matter*'
mutant fixer_verifies_as_another src/service/matters.cpp 'if (std::ranges::any_of(matter.fixers, is_asking)) matter' 'if (matter.fixers.size() > 100 && std::ranges::any_of(matter.fixers, is_asking)) matter' service_test 'Rounds*'
mutant resend_with_other_answers src/service/rounds.cpp 'known->content_digest == content.digest()' 'known->content.id == content.id' service_test 'Rounds*'

# --- registers: what a kind forbids
mutant counter_may_fall src/registers/kinds.cpp 'else if (reading < from)' 'else if (false && reading < from)' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'
mutant stock_below_zero src/registers/kinds.cpp '} else if (after < 0) {' '} else if (after < -1000000) {' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'
mutant ticket_out_twice src/registers/kinds.cpp 'book.move(from, to, Ticket::in, Ticket::out, rows_[row].id)' 'book.move(from, to, Ticket::unknown, Ticket::out, rows_[row].id)' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'
mutant closed_period_is_open src/registers/import_judge.cpp 'if (closed_until_.empty() || has_reason_) return;' 'if (true) return;' registers_test '*Series*:ImportTest.Voucher*:ImportTest.Late*'

# --- lists from columns: those of the reader's own snapshot, whatever was written
mutant void_is_not_marked src/registers/entry_store.cpp '  columns_store::mark(tx, unit, definition.name, entry.id);' '' registers_test 'ListColumns.ARe*'
mutant old_page_is_taken_over src/registers/columns_store.cpp '&& before->changes[i] == now->changes[i]' '&& before->changes[i] <= now->changes[i]' registers_test 'ListColumns.ARe*'
mutant empty_is_within_a_range src/registers/page_match.cpp 'most.empty() || (!value.empty() && value <= most)' 'most.empty() || value <= most' registers_test 'ListColumns.Give*'
mutant equal_values_are_passed_over src/registers/list_columns.cpp 'equal ? code : code - 1' 'equal && code == 0 ? code : code - 1' registers_test 'ListColumns.Give*'

# --- the journal: what a proof rests on
mutant digest_without_actor src/journal/journal.cpp 'put_text(out, line.actor);' '' journal_test 'LineDigest*:Append*:Merkle*:Tampering*'
mutant digest_without_body_length src/journal/journal.cpp 'put_int64(out, text.size());' '' journal_test 'LineDigest*:Append*:Merkle*:Tampering*'
mutant leaf_looks_like_node src/journal/merkle.cpp "(out += '\\0') += line_digest.view();" "(out += '\\1') += line_digest.view();" journal_test 'LineDigest*:Append*:Merkle*:Tampering*'
mutant chain_end_unchecked src/journal/journal.cpp 'line.prev = last.digest;' 'line.prev = {};' journal_test 'LineDigest*:Append*:Merkle*:Tampering*'

# --- rights and sessions
mutant permission_unchecked src/identity/gateway.cpp 'return may(roles_, route_.permission);' 'return true;' identity_test 'Gateway*:*Origin*'
mutant unit_unchecked src/identity/gateway.cpp 'if (!choose_unit()) return denied("unit", no_unit());' 'choose_unit();' identity_test 'Gateway*:*Origin*'
mutant role_given_anywhere src/identity/unit_reach.cpp 'unit.code == code && is_within(unit.id, top, all)' 'unit.code == code' identity_test 'UnitReach*:UnitsOfAPerson*'
mutant denial_not_journaled src/identity/gateway.cpp 'record_denial(reason);' '(void)reason;' identity_test 'Gateway*:*Origin*'
mutant other_origin_accepted src/identity/gateway.cpp 'if (!http::same_origin(request_)) return denied("origin", other_origin());' '' identity_test 'Gateway*:*Origin*'
mutant second_account_unseen src/identity/person.cpp 'return mark && mark == person_store::mark_of(tx, other);' 'return mark && mark != person_store::mark_of(tx, other);' identity_test 'Persons*'
mutant session_never_ends src/identity/session.cpp 'return idle >= limits.idle || age >= limits.most;' 'return idle >= limits.idle && age >= limits.most;' identity_test 'Gateway*:*Origin*'
mutant stolen_cookie_taken src/identity/session.cpp 'session.agent == kept_agent(agent) &&' 'session.agent == kept_agent(agent) ||' identity_test '*Stolen*'
mutant token_makes_tokens src/identity/gateway.cpp 'if (is_for_people()) return denied("token", not_by_token());' '' identity_test 'TokenTest*'
mutant token_never_over src/identity/token.cpp 'return !token.ended_at && today <= token.ends_on;' 'return !token.ended_at && (today <= token.ends_on || token.ends_on <= today);' identity_test 'TokenTest*'
mutant token_outlives_password src/identity/user_ops.cpp 'end_every_token(books, acting, *user, "password");' '' identity_test 'TokenTest*'
mutant token_past_the_journal src/identity/live_tokens.cpp '!token_store::is_journaled(tx, *token) || ' '' identity_test 'TokenTest*'
mutant stranger_not_journaled src/identity/gateway.cpp 'if (route_.path != "/session") record_denial("no_session");' '' identity_test 'Gateway*'
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

# --- papers: what was frozen prints as it did, and a typed code leads to its own paper only
mutant form_adopted_later src/forms/own_forms.cpp 'if (at_seq > 0 && version.adopted_seq > at_seq) continue;' 'if (at_seq < 0) continue;' forms_test 'FrozenPaper*'
mutant any_paper_for_a_typed_code src/forms/paper_check.cpp 'if (short_code(code) == typed) return code;' 'if (!typed.empty()) return code;' forms_test 'FrozenPaper*'

# --- money that is kept, approvals and papers
mutant contract_bought_twice src/funds/contract_store.cpp 'uncount_purchase(books.tx, meta.unit, *before);' '(void)before;' funds_test 'PurchaseSums*'
mutant paid_and_cancelled_is_no_purchase src/funds/request_store.cpp 'if (hold.executed > Money{}) return;  // what was paid stays a purchase' '' funds_test 'PurchaseSums*'
mutant payee_sums_of_nobody src/funds/accounts_store.cpp 'change_payee_sum(tx, unit, line, payee_of(tx, unit, document),' 'change_payee_sum(tx, unit, line, payee_of(tx, unit, {}),' funds_test 'KeptMoney*'
mutant return_under_contract_uncounted src/funds/payment_store.cpp 'count_paid_under(tx, meta.unit, request->content.contract, -event.amount.fen(), payment->paid_on);' '' funds_test 'KeptMoney*'
mutant later_payment_hides_a_claim src/funds/acceptance_store.cpp '(w.accepted_fen > w.paid_fen OR w.last_paid_on > $2)' '(w.accepted_fen > w.paid_fen OR w.last_paid_on = $2)' funds_test 'KeptMoney*'
mutant another_content_is_paid src/funds/approval.cpp 'if (one.content_digest != content || content != request.content_digest)' 'if (false && (one.content_digest != content || content != request.content_digest))' funds_test 'Payments*:Requests*'
mutant approver_need_not_look_again src/funds/request_api.cpp 'if (now->content_digest.hex() == seen) return {};' 'if (seen.size() < 1000) return {};' app_test 'FundsRoutes*'
mutant digest_opens_evidence src/funds/paper_files.cpp 'if (!digest.empty() && std::ranges::find(before, digest, &PaperFile::digest) == before.end())' 'if (before.size() > 1000)' app_test 'FundsRoutes*'
mutant box_shows_money_to_all src/app/search_numbers.cpp 'if (context_.may(Permission::funds_read))' 'if (true)' app_test 'FundsRoutes*'

# --- papers that name a document: one payment an invoice
mutant invoice_paid_twice src/funds/named_papers.cpp 'if (!other) return {};' 'if (!other || asked.request.empty()) return {};' funds_test 'NamedPapers*'
mutant void_invoice_is_paid src/funds/payment.cpp 'if (auto named = check_named_papers_to_pay(tx, acting.unit, *request); !named) return named;' '' funds_test 'NamedPapers*'
mutant one_signature_is_enough src/funds/named_papers.cpp 'if (!found->complete_on)' 'if (found->signers.empty())' funds_test 'NamedPapers*'
mutant contract_pays_a_stranger src/funds/contract_money.cpp 'if (payee_key(content.payee) == payee_key(contract.party)) return {};' 'if (!content.payee.empty()) return {};' funds_test 'ContractChain*'
mutant ended_contract_accepts src/funds/contract.cpp '!open || on <= contract.ends_on) return open;' '!open || on <= plus_days(contract.ends_on, 366)) return open;' funds_test 'Contract*'
mutant ended_contract_pays_twice src/funds/contract_money.cpp 'const Money left = accepted > asked ? accepted - asked : Money{};' 'const Money left = accepted;' funds_test 'ContractChain*'
mutant unknown_indicator_is_served src/funds/request.cpp 'if (std::ranges::find(known, content.indicator) != known.end()) return {};' 'if (!known.empty()) return {};' funds_test 'Requests*'
mutant digest_opens_another_contract src/funds/contract_api.cpp 'if (file.digest.hex() == request.param("digest")) return' 'if (!request.param("digest").empty()) return' app_test 'FundsRoutes*'

# --- files of entries, originals of imports, personal data that leaves
mutant file_named_by_its_digest src/registers/entry_uploads.cpp 'return context.who->name;' 'return "anybody";' app_test 'EntryFileRoutes*'
mutant file_of_people_opens_freely src/registers/files_api.cpp 'if (definition->has_personal()) {' 'if (definition->has_personal() && id == 0) {' app_test 'EntryFileRoutes*'
mutant another_entrys_file_opens src/registers/entry_files.cpp 'file && file->digest == *wanted) return' 'file && !digest.empty()) return' app_test 'EntryFileRoutes*'
mutant whole_register_leaves src/registers/exports_api.cpp 'options.most_rows = leaving.clear ? most_clear_rows : 0;' 'options.most_rows = 0;' app_test 'EntryFileRoutes*'
mutant table_names_a_file src/registers/definition.cpp 'return !field.derived && field.type != FieldType::file;' 'return !field.derived;' registers_test 'EntryFiles*'

# --- what leaves the house and comes back: a head, a pack; and who reads what was found
mutant verification_read_by_its_number src/app/verification_jobs.cpp 'found->order.unit != unit' 'unit.value < 0' app_test 'HeadRoutes*'
mutant findings_of_other_books src/app/verification_api.cpp 'return unit && identity::is_within(*unit, top_, all_);' 'return unit || top_.value > 0;' app_test 'HeadRoutes*'
mutant any_root_holds src/app/deposited_head.cpp 'if (!line || !verdict.differences.empty()) verdict.standing' 'if (!line) verdict.standing' app_test 'HeadRoutes*'
mutant pack_of_a_false_history src/app/verification_api.cpp '? "ours" : "differs"' '? "ours" : "ours"' app_test 'PackRoutes*'
