-- When a zone was last read whole, however doubted that is by now, and why its provider was silent at the last look.
ALTER TABLE zone ADD COLUMN heard_at timestamptz, ADD COLUMN silence_code text, ADD COLUMN silence text;
UPDATE zone SET heard_at = read_at;
