-- Whether a provider's API still is what the client takes it to be: by account, when somebody began to look, when it was told, and what.
CREATE TABLE api_check (
    account    text        PRIMARY KEY,
    claimed_at timestamptz NOT NULL,
    checked_at timestamptz,
    drift      jsonb       NOT NULL DEFAULT '[]'
);
