SELECT
  'column' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  a.attname AS key_part,
  format_type(a.atttypid, a.atttypmod) AS type,
  CASE WHEN a.attcollation <> t.typcollation THEN (
    SELECT CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END
           || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
    WHERE l.oid = a.attcollation
  ) END AS collation,
  nullif(a.attnotnull, false) AS not_null,
  -- A default names no column, and without a table the server need not load it.
  CASE WHEN a.atthasdef AND a.attgenerated = '' THEN (
    SELECT pg_get_expr(e.adbin, 0) FROM pg_attrdef e
    WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum
  ) END AS default,
  CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END AS identity,
  CASE WHEN a.atthasdef AND a.attgenerated <> '' THEN (
    SELECT pg_get_expr(e.adbin, e.adrelid) FROM pg_attrdef e
    WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum
  ) END AS generated,
  CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END AS generated_kind,
  a.attnum AS position,
  CASE WHEN a.attstorage <> t.typstorage THEN
    CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'
                      WHEN 'x' THEN 'extended' END
  END AS storage,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression, -- from 14
  CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS statistics,
  -- 17.12 keeps a version of each column among its options; pg_dump leaves it out, too.
  CASE WHEN a.attoptions IS NOT NULL OR a.attfdwoptions IS NOT NULL THEN
    nullif(array_to_string(ARRAY(
      SELECT o FROM unnest(a.attoptions || a.attfdwoptions) WITH ORDINALITY u (o, n)
      WHERE NOT starts_with(o, 'pg_attver=') ORDER BY n), E'\n'), '')
  END AS options,
  CASE WHEN a.attacl IS NOT NULL THEN (
    SELECT string_agg(DISTINCT
             CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee) END || '=' ||
             x.privilege_type || CASE WHEN x.is_grantable THEN '*' ELSE '' END, E'\n')
    FROM aclexplode(a.attacl) x
  ) END AS acl,
  d.description AS comment
FROM tables r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
