-- dunlin's ledger, format 1.
CREATE TABLE {meta} (
  project text NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (project, key)
);
CREATE TABLE {lock} (
  project text PRIMARY KEY,
  token bigint NOT NULL,
  sequence bigint NOT NULL,
  run text NOT NULL,
  holder text NOT NULL,
  pid bigint NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);
-- No CHECK here: the server reads one anew from its text for every row.
CREATE TABLE {revision} (
  project text NOT NULL,
  id text NOT NULL,
  slug text NOT NULL,
  message text NOT NULL,
  parents text NOT NULL,
  depends_on text NOT NULL,
  state text NOT NULL,
  direction text NOT NULL,
  origin text NOT NULL,
  sequence bigint NOT NULL,
  fence bigint NOT NULL,
  run text NOT NULL,
  raw_checksum text NOT NULL,
  token_checksum text NOT NULL,
  statements_done bigint NOT NULL,
  statements_total bigint NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  duration_ms bigint NOT NULL,
  applied_by text NOT NULL,
  host text NOT NULL,
  client_version text NOT NULL,
  git_commit text NOT NULL,
  release text NOT NULL,
  environment text NOT NULL,
  compat boolean,
  down_sql text,
  PRIMARY KEY (project, id)
);
CREATE TABLE {event} (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project text NOT NULL,
  fence bigint NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  run text NOT NULL,
  command text NOT NULL,
  revision text NOT NULL,
  direction text NOT NULL,
  outcome text NOT NULL,
  error text NOT NULL,
  sqlstate text NOT NULL,
  statement bigint NOT NULL,
  duration_ms bigint NOT NULL,
  actor text NOT NULL,
  host text NOT NULL,
  client_version text NOT NULL,
  git_commit text NOT NULL,
  environment text NOT NULL
);
CREATE TABLE {journal} (
  project text NOT NULL,
  revision text NOT NULL,
  direction text NOT NULL,
  statement bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('started', 'done', 'failed')),
  checksum text NOT NULL,
  run text NOT NULL,
  fence bigint NOT NULL,
  pid bigint NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  error text NOT NULL,
  PRIMARY KEY (project, revision, direction, statement)
);
