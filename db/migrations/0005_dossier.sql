-- Every version of a project's document and plan, and every decision; the one in force is the last by seq.
CREATE TABLE project_version (
  unit_id {{int64}} NOT NULL,
  code TEXT NOT NULL,
  version {{int64}} NOT NULL,
  seq {{int64}} NOT NULL,
  name TEXT NOT NULL,
  year {{int64}} NOT NULL,
  document TEXT NOT NULL,
  plan TEXT NOT NULL,
  PRIMARY KEY (unit_id, code, version)
){{strict}};

CREATE TABLE project_decision (
  unit_id {{int64}} NOT NULL,
  code TEXT NOT NULL,
  seq {{int64}} NOT NULL,
  finding TEXT NOT NULL,
  indicator {{int64}} NOT NULL,
  chosen TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (unit_id, code, seq)
){{strict}};
