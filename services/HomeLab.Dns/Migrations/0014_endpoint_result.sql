-- What others were told became of an endpoint's name, so that nothing is told twice.
CREATE TABLE endpoint_result (
    zone        text  NOT NULL,
    endpoint    text  NOT NULL,
    epoch       text  NOT NULL,  -- of the memory of who was told
    result      text  NOT NULL,
    reason_code text  NOT NULL,
    reason      text  NOT NULL,
    records     jsonb NOT NULL,
    PRIMARY KEY (zone, endpoint)
);
