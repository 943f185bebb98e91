-- Jobs whose schedule and command count, be it that the lab asks nobody or that a person approved them.
CREATE TABLE job (
    key        text        PRIMARY KEY,          -- <stack>#<service>/<name>
    definition text        NOT NULL,             -- a digest; another one has to be accepted anew
    until      timestamptz NOT NULL,             -- times up to this one were run, missed or skipped
    failure    text        NOT NULL DEFAULT ''   -- of the last time, and told; empty: it did not fail
);

-- Each due time at most once: the row is there before anything is done.
CREATE TABLE job_run (
    key       text        NOT NULL,
    due_at    timestamptz NOT NULL,
    operation uuid        NOT NULL UNIQUE REFERENCES operation (id) ON DELETE CASCADE,
    exec      text        NOT NULL DEFAULT '',   -- the Engine's id of the command, before it is started; empty: nothing was
    heard_at  timestamptz,                       -- all that it wrote is in the operation's log
    PRIMARY KEY (key, due_at)
);
