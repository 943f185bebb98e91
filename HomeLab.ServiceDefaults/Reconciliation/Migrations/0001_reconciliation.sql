-- One row per key that some reconciler knows. Idle rows wait for their resync.
CREATE TABLE homelab.work (
    kind         text        NOT NULL,
    key          text        NOT NULL,
    revision     bigint      NOT NULL DEFAULT 1,     -- grows with each reason to look again
    causes       jsonb       NOT NULL DEFAULT '[]',  -- of the looks that are due, oldest first, bounded
    due_at       timestamptz NOT NULL,
    not_before   timestamptz,                        -- back-off: no hint makes it due earlier
    attempts     integer     NOT NULL DEFAULT 0,     -- failed in a row
    generation   bigint      NOT NULL DEFAULT 0,     -- of the lease
    leased_by    text,
    leased_until timestamptz,
    outcome      text,
    reason_code  text,
    reason       text,
    outcome_at   timestamptz,
    plan_hash    text,
    plan         jsonb,
    plan_at      timestamptz,
    PRIMARY KEY (kind, key)
);

CREATE INDEX work_due ON homelab.work (due_at);

CREATE TABLE homelab.intent (
    id          uuid        PRIMARY KEY,
    kind        text        NOT NULL,
    key         text        NOT NULL,
    generation  bigint      NOT NULL,
    object      text        NOT NULL,
    action      text        NOT NULL,
    expected    jsonb,
    desired     jsonb,
    why         text        NOT NULL,
    cause       jsonb       NOT NULL,
    opened_at   timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    status      text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'unconfirmed', 'applied', 'rejected')),
    reason      text,
    settled_at  timestamptz
);

-- The fence: one unsettled intent an object, whoever asks.
CREATE UNIQUE INDEX intent_fence ON homelab.intent (object) WHERE status IN ('open', 'unconfirmed');
CREATE INDEX intent_unsettled ON homelab.intent (kind, key) WHERE status IN ('open', 'unconfirmed');

CREATE TABLE homelab.ledger (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    entry      text        NOT NULL CHECK (entry IN ('intent', 'settlement')),
    change_id  uuid        NOT NULL,
    kind       text        NOT NULL,
    key        text        NOT NULL,
    object     text        NOT NULL,
    action     text        NOT NULL,
    actor      text        NOT NULL,
    result     text,
    reason     text        NOT NULL,
    cause_kind text        NOT NULL,
    cause_key  text        NOT NULL,
    trace_id   text,
    detail     jsonb       NOT NULL,
    UNIQUE (change_id, entry)
);

CREATE INDEX ledger_object ON homelab.ledger (object text_pattern_ops, id);

CREATE FUNCTION homelab.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'homelab.ledger is append-only';
END $$;

CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON homelab.ledger
    FOR EACH ROW EXECUTE FUNCTION homelab.refuse_change();

-- Projection of the ledger: what this installation created and has not deleted.
CREATE TABLE homelab.owned_object (
    object      text  PRIMARY KEY,
    kind        text  NOT NULL,
    key         text  NOT NULL,
    provider_id text  NOT NULL,
    state       jsonb NOT NULL,
    created_by  uuid  NOT NULL
);

CREATE INDEX owned_object_key ON homelab.owned_object (kind, key);

CREATE TABLE homelab.installation (
    id         text        NOT NULL,
    created_at timestamptz NOT NULL,
    only_one   boolean     NOT NULL DEFAULT true UNIQUE CHECK (only_one)
);
