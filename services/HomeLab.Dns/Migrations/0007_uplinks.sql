-- What is known of each uplink's public addresses; never deleted, for a record may follow one whose uplink was taken out of the lab by mistake.
CREATE TABLE uplink_address (
    uplink         text          NOT NULL,
    family         text          NOT NULL,               -- IPv4, IPv6
    address        text,                                 -- that records follow; null: none was agreed on yet
    bits           int           NOT NULL,               -- of it that are the uplink's
    since          timestamptz,
    told_by        text[]        NOT NULL,
    pending        text,                                 -- another one, to be agreed on again
    pending_rounds int           NOT NULL,
    changed_at     timestamptz[] NOT NULL,               -- of late
    answers        jsonb         NOT NULL,               -- of the last round
    reason_code    text,                                 -- why that agreed on nothing
    reason         text,
    asked_at       timestamptz   NOT NULL,
    agreed_at      timestamptz,
    PRIMARY KEY (uplink, family)
);
