-- Plans that wait for a person, one open one a key. Closed ones are kept for a while, for people.
CREATE TABLE homelab.proposal (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text        NOT NULL,
    key             text        NOT NULL,
    hash            text        NOT NULL,
    plan            jsonb       NOT NULL,
    reasons         jsonb       NOT NULL,
    creates         integer     NOT NULL,
    updates         integer     NOT NULL,
    deletes         integer     NOT NULL,
    proposed_at     timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    decision        text        CHECK (decision IN ('Approved', 'Rejected')),
    decided_by      text,
    decided_at      timestamptz,
    decided_why     text,
    traceparent     text,                -- of the decision: what an approval leads to belongs to its trace
    used_generation bigint,              -- of the lease under which the approval was used; it is used once
    closed_at       timestamptz,
    closed_as       text        CHECK (closed_as IN ('Used', 'Expired', 'Superseded', 'NotNeeded')),
    CHECK ((decision IS NULL) = (decided_by IS NULL)),
    CHECK ((closed_at IS NULL) = (closed_as IS NULL))
);

CREATE UNIQUE INDEX proposal_open ON homelab.proposal (kind, key) WHERE closed_at IS NULL;

-- What was done lately, for the brakes.
CREATE INDEX ledger_recent ON homelab.ledger (kind, key, at) WHERE entry = 'settlement';
