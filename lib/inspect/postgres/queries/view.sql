SELECT
  'relation' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  '' AS key_part,
  CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END AS kind,
  CASE c.relpersistence WHEN 't' THEN 'temporary' END AS persistence,
  pg_get_viewdef(c.oid) AS definition,
  (
    SELECT string_agg(a.attname, E'\n' ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  ) AS columns,
  array_to_string(c.reloptions, E'\n') AS options,
  nullif(NOT c.relispopulated, false) AS unpopulated,
  m.amname AS access_method,
  t.spcname AS tablespace,
  CASE WHEN c.relkind = 'm' AND c.relhasindex THEN (
    SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indrelid = c.oid AND i.indisclustered
  ) END AS clustered_on,
  pg_get_userbyid(c.relowner) AS owner,
  (
    SELECT string_agg(DISTINCT
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END || '=' ||
             a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, E'\n')
    FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
  ) AS acl,
  d.description AS comment
FROM tables r
JOIN pg_class c ON c.oid = r.oid
LEFT JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('v', 'm')
