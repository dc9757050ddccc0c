-- Schema 1. Instants are milliseconds since the epoch. Every table of a pool has pool_id first in each
-- of its keys, so that a database can be divided by pool; the three directories are global.

CREATE TABLE installation (
  name ${text} NOT NULL PRIMARY KEY,
  value ${text} NOT NULL
);

CREATE TABLE change (
  sequence ${sequence},
  kind ${text} NOT NULL,
  pool_id ${text} NOT NULL,
  item ${text} NOT NULL,
  recorded_at bigint NOT NULL
);

CREATE INDEX change_recorded ON change (recorded_at);

CREATE TABLE access_key (
  access_key_id ${text} NOT NULL PRIMARY KEY,
  secret ${text} NOT NULL,
  description ${text} NOT NULL,
  enabled ${bool} NOT NULL,
  policy ${text} NOT NULL,
  session_token ${text},
  created_at bigint NOT NULL,
  expires_at bigint,
  last_used_at bigint,
  parent_id ${text}
);

CREATE INDEX access_key_parent ON access_key (parent_id);

CREATE TABLE client_directory (
  client_id ${text} NOT NULL PRIMARY KEY,
  pool_id ${text} NOT NULL
);

CREATE INDEX client_directory_pool ON client_directory (pool_id);

CREATE TABLE domain_directory (
  directory_key ${text} NOT NULL PRIMARY KEY,
  pool_id ${text} NOT NULL
);

CREATE INDEX domain_directory_pool ON domain_directory (pool_id);

CREATE TABLE user_pool (
  pool_id ${text} NOT NULL,
  region ${text} NOT NULL,
  name ${text} NOT NULL,
  document ${text} NOT NULL,
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  last_modified_at bigint NOT NULL,
  PRIMARY KEY (pool_id)
) ${by_pool};

CREATE INDEX user_pool_region ON user_pool (region, pool_id);

CREATE TABLE app_client (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  client_id ${text} NOT NULL,
  name ${text} NOT NULL,
  document ${text} NOT NULL,
  attributes ${text},
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  last_modified_at bigint NOT NULL,
  PRIMARY KEY (pool_id, client_id)
) ${by_pool};

CREATE TABLE client_secret (
  pool_id ${text} NOT NULL,
  client_id ${text} NOT NULL,
  secret_id ${text} NOT NULL,
  sealed ${text} NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (pool_id, client_id, secret_id),
  FOREIGN KEY (pool_id, client_id) REFERENCES app_client (pool_id, client_id) ON DELETE CASCADE
) ${by_pool};

CREATE TABLE resource_server (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  identifier ${text} NOT NULL,
  name ${text} NOT NULL,
  document ${text} NOT NULL,
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  last_modified_at bigint NOT NULL,
  PRIMARY KEY (pool_id, identifier)
) ${by_pool};

CREATE TABLE domain (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  document ${text} NOT NULL,
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  last_modified_at bigint NOT NULL,
  PRIMARY KEY (pool_id, name)
) ${by_pool};

CREATE TABLE signing_key (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  kid ${text} NOT NULL,
  key_use ${text} NOT NULL,
  public_key ${text} NOT NULL,
  private_key ${text} NOT NULL,
  created_at bigint NOT NULL,
  activates_at bigint NOT NULL,
  retires_at bigint,
  PRIMARY KEY (pool_id, kid)
) ${by_pool};
