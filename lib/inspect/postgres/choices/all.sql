-- Everything that users made: what the queries/ join.
WITH members AS MATERIALIZED (
  -- Of extensions, and what comes with a type: constructors of ranges.
  SELECT classid, objid FROM pg_depend
  WHERE (refclassid = 'pg_extension'::regclass AND deptype = 'e')
     OR (refclassid = 'pg_type'::regclass AND deptype = 'i' AND classid = 'pg_proc'::regclass)
),
namespaces AS MATERIALIZED (
  SELECT oid, nspname AS name FROM pg_namespace
  WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'
),
tables AS MATERIALIZED (
  -- And views: whatever has columns.
  SELECT c.oid, n.name AS schema, c.relname AS name
  FROM pg_class c
  JOIN namespaces n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
    AND NOT EXISTS (SELECT FROM members m
                    WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
),
indexes AS MATERIALIZED (
  SELECT c.oid, t.schema, c.relname AS name
  FROM pg_index i
  JOIN tables t ON t.oid = i.indrelid
  JOIN pg_class c ON c.oid = i.indexrelid
  WHERE NOT c.relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint k
                    WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
),
sequences AS MATERIALIZED (
  SELECT c.oid, n.name AS schema, c.relname AS name
  FROM pg_class c
  JOIN namespaces n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S'
    AND NOT EXISTS (SELECT FROM members m
                    WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
),
types AS MATERIALIZED (
  SELECT t.oid, n.name AS schema, t.typname AS name
  FROM pg_type t
  JOIN namespaces n ON n.oid = t.typnamespace
  LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE (t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c'
         OR (t.typtype = 'b' AND t.typcategory <> 'A'))
    AND NOT EXISTS (SELECT FROM members m
                    WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
),
functions AS MATERIALIZED (
  SELECT p.oid, n.name AS schema, p.proname AS name
  FROM pg_proc p
  JOIN namespaces n ON n.oid = p.pronamespace
  WHERE NOT EXISTS (SELECT FROM members m
                    WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
),
statistics AS MATERIALIZED (
  SELECT s.oid, n.name AS schema, s.stxname AS name
  FROM pg_statistic_ext s JOIN namespaces n ON n.oid = s.stxnamespace
),
choice AS (SELECT false AS by_name),
schemas AS MATERIALIZED (
  SELECT n.oid FROM namespaces n
  WHERE NOT EXISTS (SELECT FROM members m
                    WHERE m.classid = 'pg_namespace'::regclass AND m.objid = n.oid)
),
extensions AS (SELECT oid FROM pg_extension WHERE oid >= 16384),
publications AS (SELECT oid FROM pg_publication),
subscriptions AS (SELECT subname AS name FROM pg_subscription),
event_triggers AS (
  SELECT e.oid FROM pg_event_trigger e
  WHERE NOT EXISTS (SELECT FROM members m
                    WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)
),
roles AS (SELECT oid FROM pg_roles WHERE false),
databases AS (SELECT oid FROM pg_database WHERE false)
