ALTER TABLE accounts ADD COLUMN search tsvector
  GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED;
CREATE INDEX ix_accounts_search ON accounts USING gin (search);
