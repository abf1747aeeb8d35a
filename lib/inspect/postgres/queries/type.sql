SELECT
  'type' AS kind_of_element,
  y.schema AS key_schema,
  y.name AS key_name,
  '' AS key_part,
  CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite'
                 WHEN 'r' THEN 'range' WHEN 'm' THEN 'multirange' ELSE 'base' END AS kind,
  CASE t.typtype WHEN 'e' THEN (
    SELECT string_agg(e.enumlabel, E'\n' ORDER BY e.enumsortorder) FROM pg_enum e
    WHERE e.enumtypid = t.oid
  ) END AS labels,
  CASE t.typtype WHEN 'c' THEN (
    SELECT string_agg(a.attname, E'\n' ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
  ) END AS attributes,
  CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS base,
  CASE WHEN t.typcollation <> b.typcollation THEN (
    SELECT CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END
           || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
    WHERE l.oid = t.typcollation
  ) END AS collation,
  nullif(t.typnotnull, false) AS not_null,
  pg_get_expr(t.typdefaultbin, 0) AS default,
  format_type(g.rngsubtype, NULL) AS subtype,
  CASE WHEN NOT o.opcdefault THEN o.opcname END AS subtype_class,
  CASE WHEN g.rngcanonical <> 0 THEN g.rngcanonical END AS canonical,
  CASE WHEN g.rngsubdiff <> 0 THEN g.rngsubdiff END AS subtype_diff,
  pg_get_userbyid(t.typowner) AS owner,
  (
    SELECT string_agg(DISTINCT
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END || '=' ||
             a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, E'\n')
    FROM aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) a
  ) AS acl,
  coalesce(d.description, e.description) AS comment
FROM types y
JOIN pg_type t ON t.oid = y.oid
LEFT JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_range g ON g.rngtypid = t.oid
LEFT JOIN pg_opclass o ON o.oid = g.rngsubopc
LEFT JOIN pg_description d
  ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
LEFT JOIN pg_description e
  ON e.classoid = 'pg_class'::regclass AND e.objoid = t.typrelid AND e.objsubid = 0
