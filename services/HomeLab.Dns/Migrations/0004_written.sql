-- What was written lately: a read that does not show it lags behind and is not believed.
CREATE TABLE written (
    zone        text        NOT NULL,
    provider_id text        NOT NULL,
    record      jsonb,                  -- as the provider answered; null: deleted
    at          timestamptz NOT NULL,
    PRIMARY KEY (zone, provider_id)
);
