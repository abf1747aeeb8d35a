-- Why a check does not hold, in words. Before it stands `asked (n, kind, what, schema, name, part)`.
, things (kind, schema, name, oid, owner, schema_owner) AS (
  SELECT 'relation', n.nspname, c.relname, c.oid, c.relowner, n.nspowner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'type', n.nspname, t.typname, t.oid, t.typowner, n.nspowner
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'c', 'r')
)
SELECT a.n, 'belongs to the role "' || pg_get_userbyid(t.owner) || '"'
FROM asked a JOIN things t ON t.kind = a.what AND t.schema = a.schema AND t.name = a.name
WHERE a.kind IN ('owner', 'dropper') AND NOT pg_has_role(t.owner, 'USAGE')
  AND NOT (a.kind = 'dropper' AND pg_has_role(t.schema_owner, 'USAGE'))
UNION ALL
SELECT a.n, 'gives no CREATE to the role "' || current_user || '"'
FROM asked a LEFT JOIN pg_namespace s ON s.nspname = a.name
WHERE a.kind = 'maker' AND NOT CASE
  WHEN a.what = 'database' THEN has_database_privilege(current_database(), 'CREATE')
  ELSE coalesce(has_schema_privilege(s.oid, 'CREATE'), true) END
UNION ALL
SELECT a.n, 'is not installed on the server'
FROM asked a
WHERE a.kind = 'extension'
  AND NOT EXISTS (SELECT FROM pg_available_extensions e WHERE e.name = a.name)
