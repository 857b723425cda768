-- Units (tenants) as a tree, and the definitions each has adopted.
CREATE TABLE unit (
  unit_id {{int64}} NOT NULL PRIMARY KEY,
  parent_id {{int64}},
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  sample {{int64}} NOT NULL
){{strict}};

CREATE TABLE definition (
  unit_id {{int64}} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version {{int64}} NOT NULL,
  adopted_seq {{int64}} NOT NULL,
  digest {{blob}} NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (unit_id, kind, name, version)
){{strict}};
