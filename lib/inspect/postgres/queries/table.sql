SELECT
  'relation' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  '' AS key_part,
  CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind,
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END AS persistence,
  CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
  CASE WHEN c.relispartition THEN parents.names END AS partition_of,
  pg_get_expr(c.relpartbound, c.oid) AS bound,
  CASE WHEN NOT c.relispartition THEN parents.names END AS inherits,
  CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
  array_to_string(c.reloptions || f.ftoptions, E'\n') AS options,
  CASE WHEN c.relkind <> 'f' THEN m.amname END AS access_method,
  t.spcname AS tablespace,
  nullif(c.relrowsecurity, false) AS row_security,
  nullif(c.relforcerowsecurity, false) AS force_row_security,
  CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN (
    SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indrelid = c.oid AND i.indisreplident
  ) END AS replica_identity,
  CASE WHEN c.relhasindex THEN (
    SELECT x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indrelid = c.oid AND i.indisclustered
  ) END AS clustered_on,
  nullif(parents.pending, false) AS detach_pending,
  s.srvname AS server,
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
LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN LATERAL (
  SELECT string_agg(format('%I.%I', n.nspname, p.relname), E'\n' ORDER BY h.inhseqno) AS names,
    bool_or(h.inhdetachpending) AS pending -- from 14
    false AS pending -- before 14
  FROM pg_inherits h
  JOIN pg_class p ON p.oid = h.inhparent
  JOIN pg_namespace n ON n.oid = p.relnamespace
  WHERE h.inhrelid = c.oid
) parents ON true
WHERE c.relkind IN ('r', 'p', 'f')
