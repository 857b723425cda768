-- Contracts and what hangs on them: supplements, acceptances with their signers, invoices, the treasury's export and
-- what was settled of it, comparisons with the registers. Money is integer fen. Rules: docs/rules/contracts.md.
CREATE TABLE contract (
  unit_id {{int64}} NOT NULL,
  number TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  request TEXT NOT NULL,
  party TEXT NOT NULL,
  category TEXT NOT NULL,
  subject TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  signed_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  published_on TEXT NOT NULL,
  published_at TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, number)
){{strict}};
CREATE INDEX contract_line ON contract (unit_id, project, line);

CREATE TABLE contract_supplement (
  unit_id {{int64}} NOT NULL,
  contract TEXT NOT NULL,
  no {{int64}} NOT NULL,
  signed_on TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  reason TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, contract, no)
){{strict}};

-- Accepted once enough people signed: complete_on is '' until then.
CREATE TABLE acceptance (
  unit_id {{int64}} NOT NULL,
  number TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  contract TEXT NOT NULL,
  chain TEXT NOT NULL,
  accepted_on TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  complete_on TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, number)
){{strict}};
CREATE INDEX acceptance_contract ON acceptance (unit_id, contract);

CREATE TABLE acceptance_signer (
  unit_id {{int64}} NOT NULL,
  acceptance TEXT NOT NULL,
  person TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, acceptance, person)
){{strict}};

CREATE TABLE invoice (
  unit_id {{int64}} NOT NULL,
  code TEXT NOT NULL,
  number TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  seller TEXT NOT NULL,
  seller_id TEXT NOT NULL,
  seller_key TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  net_fen {{int64}},
  tax_fen {{int64}},
  total_fen {{int64}} NOT NULL,
  contract TEXT NOT NULL,
  request TEXT NOT NULL,
  source TEXT NOT NULL,
  check_code TEXT NOT NULL,
  file TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  voided_seq {{int64}} NOT NULL,
  void_reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, code, number)
){{strict}};
CREATE INDEX invoice_seller ON invoice (unit_id, seller_key, total_fen);
CREATE INDEX invoice_contract ON invoice (unit_id, contract);

CREATE TABLE treasury_import (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  name TEXT NOT NULL,
  digest {{blob}} NOT NULL,
  format TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq),
  UNIQUE (unit_id, digest)
){{strict}};

-- settled_by is the payment that took the row, or '-' when a person set it aside; '' while it is open.
CREATE TABLE treasury_row (
  unit_id {{int64}} NOT NULL,
  voucher TEXT NOT NULL,
  import_seq {{int64}} NOT NULL,
  row_no {{int64}} NOT NULL,
  paid_on TEXT NOT NULL,
  payee TEXT NOT NULL,
  amount_fen {{int64}} NOT NULL,
  account TEXT NOT NULL,
  purpose TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  settled_seq {{int64}} NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, voucher)
){{strict}};

-- A comparison as it was settled: what both sides said that day, and what was decided about the difference.
CREATE TABLE reconciliation (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  subject TEXT NOT NULL,
  contract TEXT NOT NULL,
  first_on TEXT NOT NULL,
  last_on TEXT NOT NULL,
  due_fen {{int64}} NOT NULL,
  billed_fen {{int64}} NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, seq)
){{strict}};
CREATE INDEX reconciliation_subject ON reconciliation (unit_id, subject, first_on);
