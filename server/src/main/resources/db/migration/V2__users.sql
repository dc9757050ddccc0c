-- Schema 2: the user directory. Short rows are kept in the order of their key where the database can
-- (keyed_by_pool): a page of them is a few neighbours, and not a search for each. That is why passwords,
-- which pages do not show, have a table of their own. Every index begins with pool_id.

CREATE TABLE pool_user (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  sub ${text} NOT NULL,
  username ${text} NOT NULL,
  status ${text} NOT NULL,
  enabled ${bool} NOT NULL,
  attributes ${text} NOT NULL,
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  last_modified_at bigint NOT NULL,
  PRIMARY KEY (pool_id, sub)
) ${keyed_by_pool};

CREATE INDEX pool_user_status ON pool_user (pool_id, status, sub);

CREATE INDEX pool_user_enabled ON pool_user (pool_id, enabled, sub);

CREATE TABLE user_password (
  pool_id ${text} NOT NULL,
  sub ${text} NOT NULL,
  srp_salt ${text} NOT NULL,
  srp_verifier ${text} NOT NULL,
  hash ${text} NOT NULL,
  set_at bigint NOT NULL,
  temporary ${bool} NOT NULL,
  PRIMARY KEY (pool_id, sub),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${by_pool};

CREATE TABLE login_name (
  pool_id ${text} NOT NULL,
  name ${text} NOT NULL,
  kind ${text} NOT NULL,
  sub ${text} NOT NULL,
  PRIMARY KEY (pool_id, name, kind),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${keyed_by_pool};

CREATE INDEX login_name_user ON login_name (pool_id, sub);

-- No index by user and no reference to him: his rows are found by what he has, and written with it.
CREATE TABLE user_search (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  attribute ${text} NOT NULL,
  folded ${text} NOT NULL,
  sub ${text} NOT NULL,
  PRIMARY KEY (pool_id, attribute, folded, sub)
) ${keyed_by_pool};

CREATE TABLE user_group (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  name ${text} NOT NULL,
  document ${text} NOT NULL,
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  last_modified_at bigint NOT NULL,
  PRIMARY KEY (pool_id, name)
) ${by_pool};

CREATE TABLE group_member (
  pool_id ${text} NOT NULL,
  group_name ${text} NOT NULL,
  sub ${text} NOT NULL,
  PRIMARY KEY (pool_id, group_name, sub),
  FOREIGN KEY (pool_id, group_name) REFERENCES user_group (pool_id, name) ON DELETE CASCADE,
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${keyed_by_pool};

CREATE INDEX group_member_user ON group_member (pool_id, sub, group_name);

CREATE TABLE user_identity (
  pool_id ${text} NOT NULL,
  provider ${text} NOT NULL,
  subject ${text} NOT NULL,
  sub ${text} NOT NULL,
  attribute_name ${text} NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (pool_id, provider, subject),
  FOREIGN KEY (pool_id, sub) REFERENCES pool_user (pool_id, sub) ON DELETE CASCADE
) ${by_pool};

CREATE INDEX user_identity_user ON user_identity (pool_id, sub);
