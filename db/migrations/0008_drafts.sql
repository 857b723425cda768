-- Plans that somebody is editing: no facts, not in the journal. One draft a project, so that two people see each other.
CREATE TABLE plan_draft (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  account TEXT NOT NULL,
  display_name TEXT NOT NULL,
  revision {{int64}} NOT NULL,
  at_ms {{int64}} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (unit_id, project)
){{strict}};
