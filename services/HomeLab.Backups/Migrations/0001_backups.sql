-- What Inventory last said, so that this service starts and works without it: a message of desired_backups.proto. It tells where secrets are, and none.
CREATE TABLE lab (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    received_at timestamptz NOT NULL,
    body        bytea       NOT NULL
);

-- The repository that a policy was first seen to write to. Another one in its place is never taken for it.
CREATE TABLE repository (
    policy   text PRIMARY KEY,
    location text NOT NULL,              -- as the lab names it; where that is another one, the policy begins anew
    id       text NOT NULL               -- restic's own
);

-- One row for everything that a copy was ever made of, or failed to be.
CREATE TABLE backup (
    key          text        PRIMARY KEY,  -- <policy>/<address>
    last_at      timestamptz,              -- as of when the newest copy is
    last_copy    text        NOT NULL DEFAULT '',
    last_bytes   bigint      NOT NULL DEFAULT 0,
    last_method  text        NOT NULL DEFAULT '',
    entry        bigint      NOT NULL DEFAULT 0,   -- the last ledger entry that it is told by
    due_since    timestamptz,              -- it failed, and has been due since then
    problem      text        NOT NULL DEFAULT '',
    requested_at timestamptz               -- somebody wants one newer than this
);

CREATE TABLE restoration (
    id         uuid        PRIMARY KEY,
    key        text        NOT NULL,     -- of the backup
    copy       text        NOT NULL,     -- restic's id of the snapshot
    into_name  text        NOT NULL,
    actor      text        NOT NULL,
    state      text        NOT NULL,     -- running, succeeded, failed
    has_begun  boolean     NOT NULL DEFAULT false,   -- something may have been made
    reason     text        NOT NULL DEFAULT '',
    started_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX restoration_running ON restoration (id) WHERE state = 'running';
