-- What Inventory last said, so that this service starts and works without it. Bodies are messages of desired_stacks.proto; they may hold
-- what the files of a repository set, secrets among it, as the host that runs them does.
CREATE TABLE lab (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    received_at timestamptz NOT NULL,
    body        bytea       NOT NULL   -- without the stacks
);

CREATE TABLE desired_stack (
    key  text  PRIMARY KEY,            -- docker/<host>/<name>, komodo/<core>/<name>
    body bytea NOT NULL
);

-- One row for every stack that this service has ever looked at.
CREATE TABLE stack (
    key             text        PRIMARY KEY,
    deployed        bytea,             -- what was last brought to run and was healthy
    previous        bytea,             -- what was so before
    failed_digest   text        NOT NULL DEFAULT '',  -- this wish was tried and taken back; it is not tried again by itself
    failed_reason   text        NOT NULL DEFAULT '',
    is_as_wanted    boolean     NOT NULL DEFAULT false,
    services        jsonb       NOT NULL DEFAULT '[]',
    notes           jsonb       NOT NULL DEFAULT '[]',
    looked_at       timestamptz
);

-- Everything that brought a stack from one state to another, with its steps.
CREATE TABLE operation (
    id         uuid        PRIMARY KEY,
    key        text        NOT NULL,
    kind       text        NOT NULL,  -- deploy, update, repair, rollback, remove
    digest     text        NOT NULL,  -- of the wish that it makes true
    commit     text        NOT NULL,
    state      text        NOT NULL,  -- running, succeeded, failed, superseded
    reason     text        NOT NULL DEFAULT '',
    cause_kind text        NOT NULL,
    actor      text        NOT NULL DEFAULT '',
    trace      text        NOT NULL DEFAULT '',
    started_at timestamptz NOT NULL,
    progress_at timestamptz NOT NULL,
    ended_at   timestamptz
);

CREATE UNIQUE INDEX operation_running ON operation (key) WHERE state = 'running';
CREATE INDEX operation_by_key ON operation (key, started_at DESC);

CREATE TABLE operation_line (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    operation uuid        NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    at        timestamptz NOT NULL,
    step      text        NOT NULL,   -- the object; empty: of the operation itself
    text      text        NOT NULL,
    is_error  boolean     NOT NULL
);

CREATE INDEX operation_line_by_operation ON operation_line (operation, id);
