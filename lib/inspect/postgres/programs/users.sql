-- What needs the elements that were asked for. Before it stands the same as before rights.sql.
, things (kind, schema, name, oid, owner, schema_owner) AS (
  SELECT 'relation', n.nspname, c.relname, c.oid, c.relowner, n.nspowner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'type', n.nspname, t.typname, t.oid, t.typowner, n.nspowner
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype IN ('e', 'd', 'c', 'r')
),
target (n, kind, relation, type, attribute) AS (
  SELECT a.n, a.kind, CASE WHEN a.what <> 'type' THEN t.oid END,
    CASE WHEN a.what = 'type' THEN t.oid END, coalesce(c.attnum, 0)
  FROM asked a
  JOIN things t ON t.kind = CASE a.what WHEN 'type' THEN 'type' ELSE 'relation' END
    AND t.schema = a.schema AND t.name = a.name
  LEFT JOIN pg_attribute c
    ON a.what = 'column' AND c.attrelid = t.oid AND c.attname = a.part AND NOT c.attisdropped
  WHERE a.kind IN ('unused', 'unexpressed') AND (a.what <> 'column' OR c.attnum IS NOT NULL)
),
needed (n, kind, relation, attribute, class, object) AS (
  SELECT t.n, t.kind, t.relation, t.attribute, d.classid, d.objid
  FROM target t JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass
    AND d.refobjid = t.relation AND (t.attribute = 0 OR d.refobjsubid = t.attribute)
    AND d.deptype = 'n'
)
SELECT DISTINCT d.n, 'relation', n.nspname::text, v.relname::text, ''
FROM needed d
JOIN pg_rewrite r ON d.class = 'pg_rewrite'::regclass AND r.oid = d.object
JOIN pg_class v ON v.oid = r.ev_class AND v.oid <> d.relation
JOIN pg_namespace n ON n.oid = v.relnamespace
UNION ALL
SELECT DISTINCT d.n, 'policy', n.nspname::text, c.relname::text, p.polname::text
FROM needed d
JOIN pg_policy p ON d.class = 'pg_policy'::regclass AND p.oid = d.object
JOIN pg_class c ON c.oid = p.polrelid AND (d.attribute <> 0 OR c.oid <> d.relation)
JOIN pg_namespace n ON n.oid = c.relnamespace
UNION ALL
SELECT DISTINCT d.n, 'trigger', n.nspname::text, c.relname::text, g.tgname::text
FROM needed d
JOIN pg_trigger g ON d.class = 'pg_trigger'::regclass AND g.oid = d.object AND NOT g.tgisinternal
JOIN pg_class c ON c.oid = g.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.attribute <> 0
UNION ALL
SELECT DISTINCT d.n, 'constraint', n.nspname::text, c.relname::text, f.conname::text
FROM needed d
JOIN pg_constraint f ON d.class = 'pg_constraint'::regclass AND f.oid = d.object
  AND f.contype = 'f' AND f.conparentid = 0 AND f.conrelid <> d.relation
JOIN pg_class c ON c.oid = f.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.kind = 'unused'
UNION ALL
SELECT DISTINCT t.n, 'column', n.nspname::text, c.relname::text, b.attname::text
FROM target t
JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid = t.type
  AND d.classid = 'pg_class'::regclass AND d.objsubid > 0 AND d.deptype = 'n'
JOIN pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
JOIN pg_attribute b ON b.attrelid = d.objid AND b.attnum = d.objsubid AND NOT b.attisdropped
JOIN pg_namespace n ON n.oid = c.relnamespace
