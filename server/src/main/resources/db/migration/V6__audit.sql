-- Schema 6: the audit log. An event is a row of the transaction that it tells of; it outlives its pool, so
-- there is no reference. What is not in the chain yet, and the chain's order, are asked for over all pools, in the
-- background; the events of all pools by time are asked for by administrators.

CREATE TABLE audit_event (
  pool_id ${text} NOT NULL,
  event_id ${text} NOT NULL,
  document ${text} NOT NULL,
  mac ${text} NOT NULL,
  sequence bigint,
  link ${text},
  PRIMARY KEY (pool_id, event_id)
) ${by_pool};

CREATE INDEX audit_event_time ON audit_event (event_id);

CREATE INDEX audit_event_unlinked ON audit_event (event_id) WHERE sequence IS NULL;

CREATE INDEX audit_event_chain ON audit_event (sequence, event_id) WHERE sequence IS NOT NULL;

-- One row, from the first link on: where the chain begins and ends.
CREATE TABLE audit_chain (
  name ${text} NOT NULL PRIMARY KEY,
  removed bigint NOT NULL,
  removed_link ${text} NOT NULL,
  last bigint NOT NULL,
  last_link ${text} NOT NULL,
  last_event ${text} NOT NULL,
  seal ${text} NOT NULL
);
