-- Schema 7: what applications do, for charts (record 32). A row is one span of time of a client, of a pool
-- (client_id is empty) or of the whole server (pool_id is empty, too), summed over all nodes. No reference: the
-- server has none, and a pool's or client's rows go with it in pieces. What is too old, and how many
-- rows a span has, are asked for over all pools.

CREATE TABLE usage_slot (
  pool_id ${text} NOT NULL,
  client_id ${text} NOT NULL,
  minutes bigint NOT NULL,
  starts_at bigint NOT NULL,
  counts ${text} NOT NULL,
  PRIMARY KEY (pool_id, client_id, minutes, starts_at)
) ${by_pool};

CREATE INDEX usage_slot_time ON usage_slot (minutes, starts_at, client_id);

-- When a client last got a token; kept as long as the client.
CREATE TABLE client_use (
  pool_id ${text} NOT NULL,
  client_id ${text} NOT NULL,
  last_token_at bigint NOT NULL,
  PRIMARY KEY (pool_id, client_id),
  FOREIGN KEY (pool_id, client_id) REFERENCES app_client (pool_id, client_id) ON DELETE CASCADE
) ${by_pool};
