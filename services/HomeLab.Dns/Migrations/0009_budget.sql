-- Requests that all replicas together have made of an account, by the lab's name of it.
CREATE TABLE budget (
    account text  PRIMARY KEY,
    state   jsonb NOT NULL DEFAULT '{}'
);

-- When a zone was last as wanted.
ALTER TABLE zone ADD COLUMN succeeded_at timestamptz;
UPDATE zone SET succeeded_at = outcome_at WHERE outcome IN ('Applied', 'Converged');
