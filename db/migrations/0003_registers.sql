-- What registers need besides their own tables. entry_<name>, rollup_<name> and monthly_<name> are made when a
-- definition is adopted (docs/decisions/0006-one-table-per-register.md).

-- The columns that those tables have, over the definitions of all units; columns are only ever added.
CREATE TABLE register_column (
  register TEXT NOT NULL,
  field TEXT NOT NULL,
  storage TEXT NOT NULL,
  dimension {{int64}} NOT NULL,
  measure {{int64}} NOT NULL,
  PRIMARY KEY (register, field)
){{strict}};

-- Days up to last_day are closed from line seq on.
CREATE TABLE period_close (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (unit_id, register, seq)
){{strict}};

-- Files that went in, so that the same bytes are refused the second time.
CREATE TABLE imported_file (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  source_digest {{blob}} NOT NULL,
  seq {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  source_name TEXT NOT NULL,
  rows_digest {{blob}} NOT NULL,
  first_id {{int64}} NOT NULL,
  row_count {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, register, source_digest)
){{strict}};

-- Which heading went to which field in the last import from a source.
CREATE TABLE import_mapping (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  source TEXT NOT NULL,
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (unit_id, register, source, heading)
){{strict}};
