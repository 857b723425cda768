-- The journal line that last changed the rows of a register: sums over rows that did not change need not be added up
-- for each reader anew (R-API-44).
CREATE TABLE register_changed (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, register)
){{strict}};
INSERT INTO register_changed
  SELECT journal.unit_id, names.name, MAX(journal.seq)
  FROM journal
  JOIN (SELECT DISTINCT unit_id, name FROM definition WHERE kind = 'register') AS names
    ON names.unit_id = journal.unit_id
  WHERE journal.kind IN ('EntryRecorded', 'EntryCorrected', 'EntryVoided', 'RowsImported', 'ImportWithdrawn')
    AND journal.body LIKE '%"register":"' || names.name || '"%'
  GROUP BY journal.unit_id, names.name;
