-- Schema 5: who administers the server through the console, and their sessions. Global, as access keys are:
-- an administrator belongs to no pool. He is found by his name in lower case (name_key).

CREATE TABLE administrator (
  name_key ${text} NOT NULL PRIMARY KEY,
  name ${text} NOT NULL,
  role ${text} NOT NULL,
  pools ${text} NOT NULL,
  password ${text},
  totp_seed ${text},
  totp_enabled ${bool} NOT NULL,
  totp_step bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  last_sign_in_at bigint
);

-- One link each. That of the first administrator, who has no row yet, has an empty name.
CREATE TABLE set_up_link (
  name_key ${text} NOT NULL PRIMARY KEY,
  token_hash ${text} NOT NULL,
  expires_at bigint NOT NULL
);

CREATE INDEX set_up_link_token ON set_up_link (token_hash);

CREATE TABLE console_session (
  token_hash ${text} NOT NULL PRIMARY KEY,
  name_key ${text} NOT NULL REFERENCES administrator (name_key) ON DELETE CASCADE,
  root_key_id ${text} NOT NULL,
  created_at bigint NOT NULL,
  last_used_at bigint NOT NULL,
  expires_at bigint NOT NULL
);

CREATE INDEX console_session_administrator ON console_session (name_key);

CREATE INDEX console_session_root_key ON console_session (root_key_id);

CREATE INDEX console_session_use ON console_session (last_used_at);

-- No reference to the administrator: names that nobody has are counted too, and sources.
CREATE TABLE console_attempt (
  subject ${text} NOT NULL PRIMARY KEY,
  recent bigint NOT NULL,
  recent_since bigint NOT NULL,
  total bigint NOT NULL,
  last_at bigint NOT NULL,
  expires_at bigint NOT NULL
);

CREATE INDEX console_attempt_expiry ON console_attempt (expires_at);
