-- dunlin's ledger, format 1. Times are RFC 3339 in UTC.
CREATE TABLE {meta} (
  project text NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  PRIMARY KEY (project, key)
);
CREATE TABLE {lock} (
  project text NOT NULL PRIMARY KEY,
  token integer NOT NULL,
  sequence integer NOT NULL,
  run text NOT NULL,
  holder text NOT NULL,
  pid integer NOT NULL,
  since text NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE TABLE {revision} (
  project text NOT NULL,
  id text NOT NULL,
  slug text NOT NULL,
  message text NOT NULL,
  parents text NOT NULL,
  depends_on text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'partial', 'applied')),
  direction text NOT NULL CHECK (direction IN ('up', 'down')),
  origin text NOT NULL CHECK (origin IN ('run', 'satisfied', 'stamped', 'adopted')),
  sequence integer NOT NULL,
  fence integer NOT NULL,
  run text NOT NULL,
  raw_checksum text NOT NULL,
  token_checksum text NOT NULL,
  statements_done integer NOT NULL,
  statements_total integer NOT NULL,
  applied_at text NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  duration_ms integer NOT NULL,
  applied_by text NOT NULL,
  host text NOT NULL,
  client_version text NOT NULL,
  git_commit text NOT NULL,
  release text NOT NULL,
  environment text NOT NULL,
  compat integer,
  down_sql text,
  PRIMARY KEY (project, id)
);
CREATE TABLE {event} (
  number integer PRIMARY KEY,
  project text NOT NULL,
  fence integer NOT NULL,
  at text NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  run text NOT NULL,
  command text NOT NULL,
  revision text NOT NULL,
  direction text NOT NULL,
  outcome text NOT NULL,
  error text NOT NULL,
  sqlstate text NOT NULL,
  statement integer NOT NULL,
  duration_ms integer NOT NULL,
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
  statement integer NOT NULL,
  state text NOT NULL CHECK (state IN ('started', 'done', 'failed')),
  checksum text NOT NULL,
  run text NOT NULL,
  fence integer NOT NULL,
  pid integer NOT NULL,
  started_at text NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  error text NOT NULL,
  PRIMARY KEY (project, revision, direction, statement)
);
