-- What has one of the wanted names: what the queries/ join.
WITH wanted (schema, name) AS ({wanted}),
places AS MATERIALIZED (
  SELECT n.oid AS namespace, n.nspname AS schema, w.name
  FROM wanted w JOIN pg_namespace n ON n.nspname = w.schema
  UNION
  SELECT n.oid, n.nspname, w.name
  FROM wanted w
  CROSS JOIN unnest(current_setting('dunlin.search_path')::name[]) path
  JOIN pg_namespace n ON n.nspname = path
  WHERE w.schema IS NULL
),
relations AS MATERIALIZED (
  SELECT c.oid, c.relkind AS kind, p.schema, c.relname AS name
  FROM places p
  JOIN pg_class c ON c.relnamespace = p.namespace AND c.relname = p.name
),
tables AS MATERIALIZED (
  -- And views: whatever has columns.
  SELECT oid, schema, name FROM relations WHERE kind IN ('r', 'p', 'f', 'v', 'm')
),
indexes AS MATERIALIZED (
  SELECT oid, schema, name FROM relations WHERE kind IN ('i', 'I')
  UNION
  -- The index of a constraint is found by its name alone: with its table comes the constraint.
  SELECT c.oid, t.schema, c.relname
  FROM tables t
  JOIN pg_index i ON i.indrelid = t.oid
  JOIN pg_class c ON c.oid = i.indexrelid
  WHERE NOT EXISTS (SELECT FROM pg_constraint k
                    WHERE k.conrelid = t.oid AND k.conindid = c.oid
                      AND k.contype IN ('p', 'u', 'x'))
),
sequences AS MATERIALIZED (
  SELECT oid, schema, name FROM relations WHERE kind = 'S'
),
types AS MATERIALIZED (
  SELECT t.oid, p.schema, t.typname AS name
  FROM places p
  JOIN pg_type t ON t.typnamespace = p.namespace AND t.typname = p.name
  LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.typtype IN ('b', 'd', 'e', 'm', 'p', 'r') OR c.relkind = 'c'
),
functions AS MATERIALIZED (
  SELECT f.oid, p.schema, f.proname AS name
  FROM places p
  JOIN pg_proc f ON f.pronamespace = p.namespace AND f.proname = p.name
),
statistics AS MATERIALIZED (
  SELECT s.oid, p.schema, s.stxname AS name
  FROM places p
  JOIN pg_statistic_ext s ON s.stxnamespace = p.namespace AND s.stxname = p.name
),
choice AS (SELECT true AS by_name),
plain AS MATERIALIZED (SELECT DISTINCT name FROM wanted WHERE schema IS NULL),
schemas AS MATERIALIZED (
  SELECT oid FROM pg_namespace
  WHERE nspname IN (SELECT name FROM plain UNION SELECT schema FROM wanted)
),
extensions AS (SELECT oid FROM pg_extension WHERE extname IN (SELECT name FROM plain)),
publications AS (SELECT oid FROM pg_publication WHERE pubname IN (SELECT name FROM plain)),
subscriptions AS (SELECT name FROM plain),
event_triggers AS (SELECT oid FROM pg_event_trigger WHERE evtname IN (SELECT name FROM plain)),
roles AS (SELECT oid FROM pg_roles WHERE rolname IN (SELECT name FROM plain)),
databases AS (SELECT oid FROM pg_database WHERE datname IN (SELECT name FROM plain))
