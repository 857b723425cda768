-- What purchases of one category and year come to, for the check that one is not split (R-CTR-01): asking for money reads a
-- few sums, not every request of the year. A sum stands for the amounts that share their first two digits and their
-- length; floor_fen is the least of them ("43" then zeros), so a limit of two digits parts the sums exactly.
CREATE TABLE purchase_sum (
  unit_id {{int64}} NOT NULL,
  category TEXT NOT NULL,
  year {{int64}} NOT NULL,
  floor_fen {{int64}} NOT NULL,
  purchases {{int64}} NOT NULL CHECK (purchases > 0),
  sum_fen {{int64}} NOT NULL,
  PRIMARY KEY (unit_id, category, year, floor_fen)
){{strict}};
CREATE INDEX contract_request ON contract (unit_id, request);
INSERT INTO purchase_sum (unit_id, category, year, floor_fen, purchases, sum_fen)
  SELECT unit_id, category, year, floor_fen, COUNT(*), CAST(SUM(amount_fen) AS BIGINT)
  FROM (SELECT unit_id, category, year, amount_fen,
               CASE WHEN LENGTH(CAST(amount_fen AS TEXT)) <= 2 THEN amount_fen
                    ELSE CAST(SUBSTR(CAST(amount_fen AS TEXT), 1, 2) ||
                              SUBSTR('00000000000000000000', 1, LENGTH(CAST(amount_fen AS TEXT)) - 2) AS BIGINT)
               END AS floor_fen
        FROM (SELECT r.unit_id AS unit_id, l.economic_class AS category, CAST(SUBSTR(r.made_on, 1, 4) AS BIGINT) AS year,
                     r.amount_fen AS amount_fen
              FROM fund_request r
                   JOIN budget_line l ON l.unit_id = r.unit_id AND l.project = r.project AND l.line = r.line
              WHERE r.contract = '' AND r.state IN ('asked', 'approved', 'paid')
                    AND (LENGTH(r.content) - LENGTH(REPLACE(r.content, '"kind":"quotation"', '')))
                        / LENGTH('"kind":"quotation"') < 3
                    AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.unit_id = r.unit_id AND c.request = r.no)
              UNION ALL
              SELECT c.unit_id, c.category, CAST(SUBSTR(c.signed_on, 1, 4) AS BIGINT),
                     c.amount_fen + CAST(COALESCE((SELECT SUM(s.amount_fen) FROM contract_supplement s
                                                   WHERE s.unit_id = c.unit_id AND s.contract = c.number), 0) AS BIGINT)
              FROM contract c WHERE c.body NOT LIKE '%"quoted":true%') AS purchase) AS cut
  GROUP BY unit_id, category, year, floor_fen;

-- The documents that hold the most of a line, for the refusal that names them (R-FND-03).
CREATE INDEX line_hold_open ON line_hold (unit_id, project, line, (held_fen + committed_fen) DESC, document);
-- The latest of one payee and amount (R-FND-16), the latest of all: in the order of the journal, which is that of numbers
-- also when a series goes on beyond four digits.
DROP INDEX fund_request_payee;
CREATE INDEX fund_request_payee ON fund_request (unit_id, payee, amount_fen, made_seq);
-- Lists of documents, newest first with any filter: every column that a filter asks for stands in the index.
DROP INDEX fund_request_line;
CREATE INDEX fund_request_list ON fund_request (unit_id, made_seq, project, line, state, payee, kind, no);
CREATE INDEX fund_request_contract ON fund_request (unit_id, contract, made_seq);
CREATE INDEX payment_list ON payment (unit_id, seq, project, line, state, payee, no);
-- The chain that a document stands on.
CREATE INDEX chain_act_document ON chain_act (unit_id, document, seq);
