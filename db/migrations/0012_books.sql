-- Vouchers are projections of events (funds/booking.h). A series is a month (202603) or a year (2026); numbers run from 1
-- in it without gaps.
CREATE TABLE book_voucher (
  unit_id {{int64}} NOT NULL,
  series {{int64}} NOT NULL,
  number {{int64}} NOT NULL,
  booked_on TEXT NOT NULL,
  fact_on TEXT NOT NULL, -- earlier than booked_on when the fact's month was closed
  seq {{int64}} NOT NULL, -- the event
  kind TEXT NOT NULL,
  document TEXT NOT NULL,
  payee TEXT NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (unit_id, series, number)
){{strict}}{{clustered}};

-- Debits are positive, credits negative. `month` (202603) and `closing` are the voucher's, kept here for the account ledger.
CREATE TABLE book_posting (
  unit_id {{int64}} NOT NULL,
  series {{int64}} NOT NULL,
  number {{int64}} NOT NULL,
  row_no {{int64}} NOT NULL,
  account TEXT NOT NULL,
  month {{int64}} NOT NULL,
  amount_fen {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  source TEXT NOT NULL,
  economic_class TEXT NOT NULL,
  PRIMARY KEY (unit_id, series, number, row_no)
){{strict}}{{clustered}};
CREATE INDEX book_posting_account ON book_posting (unit_id, account, month, series, number, row_no);

-- Sums of book_posting by month; closing = 1 for the vouchers of the year's end, which an execution table leaves out.
CREATE TABLE book_month (
  unit_id {{int64}} NOT NULL,
  account TEXT NOT NULL,
  month {{int64}} NOT NULL,
  closing {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  source TEXT NOT NULL,
  economic_class TEXT NOT NULL,
  debit_fen {{int64}} NOT NULL,
  credit_fen {{int64}} NOT NULL, -- as a positive number
  postings {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, account, month, closing, project, line, source, economic_class)
){{strict}}{{clustered}};

-- How far the books are closed, and each closing as it was.
CREATE TABLE book_close (
  unit_id {{int64}} NOT NULL,
  month {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  year_end {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, month)
){{strict}}{{clustered}};

CREATE TABLE book_import (
  unit_id {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  source_name TEXT NOT NULL,
  source_digest {{blob}} NOT NULL,
  rows_digest {{blob}} NOT NULL,
  vouchers {{int64}} NOT NULL,
  postings {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, seq)
){{strict}}{{clustered}};
