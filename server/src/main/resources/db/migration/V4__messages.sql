-- Schema 4: the outbox of messages to users, which is also the local inbox. No reference to the user:
-- a message may outlive him. What is due is asked for over all pools, by each node every second, and is
-- the only thing that is: every other index begins with pool_id.

CREATE TABLE message (
  pool_id ${text} NOT NULL REFERENCES user_pool (pool_id) ON DELETE CASCADE,
  message_id ${text} NOT NULL,
  kind ${text} NOT NULL,
  medium ${text} NOT NULL,
  sub ${text} NOT NULL,
  recipient ${text} NOT NULL,
  content ${text},
  in_inbox ${bool} NOT NULL,
  state ${text} NOT NULL,
  attempts bigint NOT NULL,
  created_at bigint NOT NULL,
  due_at bigint NOT NULL,
  useful_until bigint NOT NULL,
  fault ${text},
  PRIMARY KEY (pool_id, message_id)
) ${by_pool};

CREATE INDEX message_recipient ON message (pool_id, recipient, message_id);

CREATE INDEX message_due ON message (state, medium, due_at);
