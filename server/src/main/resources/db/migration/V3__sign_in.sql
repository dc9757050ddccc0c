-- Schema 3: what sign-in keeps. All rows are short and found by their key; those that end have an index by
-- which the expired are found. Every index begins with pool_id.

CREATE TABLE spent_session (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  id ${text} NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (pool_id, id)
) ${keyed_by_pool};

CREATE INDEX spent_session_expiry ON spent_session (pool_id, expires_at);

CREATE TABLE user_code (
  pool_id ${text} NOT NULL,
  sub ${text} NOT NULL,
  purpose ${text} NOT NULL,
  hash ${text} NOT NULL,
  attribute ${text} NOT NULL,
  destination ${text} NOT NULL,
  guesses bigint NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (pool_id, sub, purpose),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${keyed_by_pool};

CREATE INDEX user_code_expiry ON user_code (pool_id, expires_at);

-- No reference to the user: names that nobody has are counted too.
CREATE TABLE attempt (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  subject ${text} NOT NULL,
  kind ${text} NOT NULL,
  recent bigint NOT NULL,
  recent_since bigint NOT NULL,
  total bigint NOT NULL,
  last_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (pool_id, subject, kind)
) ${keyed_by_pool};

CREATE INDEX attempt_expiry ON attempt (pool_id, expires_at);

-- Not in the order of its key: SQLite, which counts on ten rows for whatever follows pool_id, would rather
-- read the whole pool than look up what the index on the user finds.
CREATE TABLE refresh_family (
  pool_id ${text} NOT NULL,
  origin_jti ${text} NOT NULL,
  sub ${text} NOT NULL,
  client_id ${text} NOT NULL,
  event_id ${text} NOT NULL,
  authenticated_at bigint NOT NULL,
  scopes ${text} NOT NULL,
  secret_hash ${text} NOT NULL,
  generation bigint NOT NULL,
  rotated_at bigint,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint,
  PRIMARY KEY (pool_id, origin_jti),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${by_pool};

CREATE INDEX refresh_family_user ON refresh_family (pool_id, sub);

CREATE INDEX refresh_family_expiry ON refresh_family (pool_id, expires_at);

CREATE TABLE sign_out (
  pool_id ${text} NOT NULL,
  sub ${text} NOT NULL,
  signed_out_at bigint NOT NULL,
  PRIMARY KEY (pool_id, sub),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${keyed_by_pool};

CREATE INDEX sign_out_at ON sign_out (pool_id, signed_out_at);

CREATE TABLE password_history (
  pool_id ${text} NOT NULL,
  sub ${text} NOT NULL,
  place bigint NOT NULL,
  hash ${text} NOT NULL,
  PRIMARY KEY (pool_id, sub, place),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${keyed_by_pool};
