-- What the rules found. A row that was never opened is not known to hold for long enough yet; one that was closed is kept for a while, and
-- opens again under the same id.
CREATE TABLE finding (
    id         text        PRIMARY KEY,
    rule       text        NOT NULL,
    severity   text        NOT NULL,
    addresses  text[]      NOT NULL,
    what       text        NOT NULL,
    evidence   text        NOT NULL,
    sources    text[]      NOT NULL,
    seen_since timestamptz,
    gone_since timestamptz,
    opened_at  timestamptz,
    closed_at  timestamptz,
    CHECK (closed_at IS NULL OR opened_at IS NOT NULL)
);

CREATE INDEX finding_closed ON finding (closed_at) WHERE closed_at IS NOT NULL;
