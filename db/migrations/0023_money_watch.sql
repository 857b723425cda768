-- What a page would add up from every document of the year is kept by the events that change it (docs/decisions/0025).
-- Of a contract: what was accepted completely, what was paid under it less returns, the last day of a payment, and how much
-- of it a schedule of instalments sets due. Whoever asks what is due on a day looks at those alone that can be.
ALTER TABLE contract ADD COLUMN accepted_fen {{int64}} NOT NULL DEFAULT 0;
ALTER TABLE contract ADD COLUMN paid_fen {{int64}} NOT NULL DEFAULT 0;
ALTER TABLE contract ADD COLUMN last_paid_on TEXT NOT NULL DEFAULT '';
ALTER TABLE contract ADD COLUMN scheduled_fen {{int64}} NOT NULL DEFAULT 0;
UPDATE contract SET
  accepted_fen = CAST(COALESCE((SELECT SUM(a.amount_fen) FROM acceptance a
                                WHERE a.unit_id = contract.unit_id AND a.contract = contract.number
                                      AND a.complete_on <> ''), 0) AS BIGINT),
  paid_fen = CAST(COALESCE((SELECT SUM(p.amount_fen - p.returned_fen)
                            FROM fund_request r JOIN payment p ON p.unit_id = r.unit_id AND p.request = r.no
                            WHERE r.unit_id = contract.unit_id AND r.contract = contract.number), 0) AS BIGINT),
  last_paid_on = COALESCE((SELECT MAX(p.paid_on)
                           FROM fund_request r JOIN payment p ON p.unit_id = r.unit_id AND p.request = r.no
                           WHERE r.unit_id = contract.unit_id AND r.contract = contract.number), ''),
  scheduled_fen = CASE WHEN body LIKE '%"schedule":[{%' THEN amount_fen ELSE 0 END;
CREATE INDEX contract_watch ON contract (unit_id, closed_on, seq, published_on, ends_on, scheduled_fen, paid_fen,
                                         last_paid_on, accepted_fen, number);

-- What payees have of a line: the parts of a budget bar, without a look at every document that holds its money.
CREATE TABLE payee_sum (
  unit_id {{int64}} NOT NULL,
  project TEXT NOT NULL,
  line TEXT NOT NULL,
  payee TEXT NOT NULL,
  held_fen {{int64}} NOT NULL CHECK (held_fen >= 0),
  committed_fen {{int64}} NOT NULL CHECK (committed_fen >= 0),
  executed_fen {{int64}} NOT NULL CHECK (executed_fen >= 0),
  PRIMARY KEY (unit_id, project, line, payee)
){{strict}};
INSERT INTO payee_sum (unit_id, project, line, payee, held_fen, committed_fen, executed_fen)
  SELECT h.unit_id, h.project, h.line, COALESCE(r.payee, c.party, ''), CAST(SUM(h.held_fen) AS BIGINT),
         CAST(SUM(h.committed_fen) AS BIGINT), CAST(SUM(h.executed_fen) AS BIGINT)
  FROM line_hold h
       LEFT JOIN fund_request r ON r.unit_id = h.unit_id AND r.no = h.document
       LEFT JOIN contract c ON c.unit_id = h.unit_id AND c.number = h.document
  WHERE h.held_fen + h.committed_fen + h.executed_fen > 0
  GROUP BY h.unit_id, h.project, h.line, COALESCE(r.payee, c.party, '');

-- Payments of a month are picked on the server, too.
DROP INDEX payment_list;
CREATE INDEX payment_list ON payment (unit_id, seq, project, line, state, payee, paid_on, no);
-- What a person did, for the acts that an exception of duty let meet (R-FND-34).
CREATE INDEX chain_act_person ON chain_act (unit_id, person, seq);
-- Approved money that waits for the treasury: a few of all that ever held money.
CREATE INDEX line_hold_committed ON line_hold (unit_id, document) WHERE committed_fen > 0;
