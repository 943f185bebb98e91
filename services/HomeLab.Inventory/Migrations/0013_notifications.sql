-- What somebody is to be told. It waits here until it is gathered into a message.
CREATE TABLE notice (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notifier     text        NOT NULL,
    happening    text        NOT NULL,
    subject      text        NOT NULL,
    content      text        NOT NULL,
    needs_person boolean     NOT NULL,
    at           timestamptz NOT NULL,
    noticed_at   timestamptz NOT NULL
);

CREATE INDEX notice_notifier ON notice (notifier, id);

-- A message as it is sent, the same in each attempt: it is written before the first one.
CREATE TABLE notification (
    id         uuid        PRIMARY KEY,
    notifier   text        NOT NULL,
    message    text        NOT NULL,
    created_at timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    attempts   integer     NOT NULL DEFAULT 0,
    reason     text        NOT NULL DEFAULT '',
    ended_at   timestamptz,
    is_given_up boolean    NOT NULL DEFAULT false
);

-- One at a time to each, so that they arrive in order and an outage leads to one long message and not to many short ones.
CREATE UNIQUE INDEX notification_open ON notification (notifier) WHERE ended_at IS NULL;

-- What was told to be in trouble, so that its end can be told.
CREATE TABLE trouble (
    subject text PRIMARY KEY
);
