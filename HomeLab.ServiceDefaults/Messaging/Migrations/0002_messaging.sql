-- Messages to be published: written in the transaction whose effect they announce, deleted once the broker has confirmed them.
CREATE TABLE homelab.outbox (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  uuid        NOT NULL,
    urn         text        NOT NULL,
    exchange    text        NOT NULL,
    body        jsonb       NOT NULL,
    traceparent text,
    created_at  timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    attempts    integer     NOT NULL DEFAULT 0,
    error       text
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Messages whose effect is committed, by the queue that brought them.
CREATE TABLE homelab.inbox (
    consumer    text        NOT NULL,
    message_id  uuid        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, message_id)
);

CREATE INDEX inbox_received ON homelab.inbox (received_at);
