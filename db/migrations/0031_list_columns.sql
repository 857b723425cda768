-- Which 4,096 entries of a register were written, how often: a reader keeps columns of them in memory and reads a page
-- anew when its mark is another one (docs/decisions/0030-list-columns.md). Entries from before have no mark, which is 0.
CREATE TABLE register_page (
  unit_id {{int64}} NOT NULL,
  register TEXT NOT NULL,
  page {{int64}} NOT NULL,
  changes {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, register, page)
){{strict}}{{clustered}};
