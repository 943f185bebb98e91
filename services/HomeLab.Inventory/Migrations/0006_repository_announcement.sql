-- Pushes that were announced by webhook, each delivery once; whichever replica observes the repository looks when there is a new one.
CREATE TABLE repository_announcement (
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    source      text        NOT NULL,
    delivery    text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (source, delivery)
);

CREATE INDEX repository_announcement_last ON repository_announcement (source, id);
