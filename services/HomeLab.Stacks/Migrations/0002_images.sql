-- What registries answered last, so that a restart asks nothing again.
CREATE TABLE image (
    reference    text        PRIMARY KEY,          -- docker.io/library/traefik:v3.1
    digest       text        NOT NULL DEFAULT '',  -- that the tag names; empty: no registry has told yet
    digest_since timestamptz,                      -- when it was first seen to name it
    newer        text[]      NOT NULL DEFAULT '{}',  -- level:tag, the highest tag of each level
    problem      text        NOT NULL DEFAULT '',  -- why the registry did not tell when it was asked last
    due_at       timestamptz NOT NULL
);

CREATE TABLE registry (
    host         text        PRIMARY KEY,
    hour         timestamptz NOT NULL,             -- in which it was asked
    asked        integer     NOT NULL,             -- how often
    silent_until timestamptz                       -- it wants to be left alone until then
);

-- What becomes of the image of each service of a stack. Written by the looks at that stack alone.
CREATE TABLE stack_image (
    stack      text        NOT NULL,
    service    text        NOT NULL,
    reference  text        NOT NULL,               -- as its stack has it, in full; of another one nothing below counts
    running    text        NOT NULL DEFAULT '',    -- the digest that runs; empty: not known
    well_since timestamptz,                        -- it runs and is well since; null: it is not
    pinned     text        NOT NULL DEFAULT '',    -- the digest that it is kept to; empty: what its host has under the tag
    previous   text        NOT NULL DEFAULT '',    -- that it was kept to before
    refused    text        NOT NULL DEFAULT '',    -- the digest that was tried and taken back
    told       text[]      NOT NULL DEFAULT '{}',  -- level:available, each told of once
    PRIMARY KEY (stack, service)
);

CREATE INDEX stack_image_by_reference ON stack_image (reference);
