-- What a resource is called, and what else is known of it by its kind. A source that was read before says both at its next look.
ALTER TABLE resource ADD COLUMN name text NOT NULL DEFAULT '', ADD COLUMN facts json NOT NULL DEFAULT '{}';
