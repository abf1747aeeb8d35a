SELECT
  'relation' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  '' AS key_part,
  'sequence' AS kind,
  CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' END AS persistence,
  format_type(s.seqtypid, NULL) AS type,
  s.seqstart AS start,
  s.seqincrement AS increment,
  s.seqmin AS minimum,
  s.seqmax AS maximum,
  s.seqcache AS cache,
  nullif(s.seqcycle, false) AS cycle,
  (
    SELECT format('%I.%I.%I', n.nspname, t.relname, a.attname)
    FROM pg_depend o
    JOIN pg_class t ON t.oid = o.refobjid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.refobjsubid
    WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
      AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i') AND o.refobjsubid > 0
  ) AS owned_by,
  pg_get_userbyid(c.relowner) AS owner,
  (
    SELECT string_agg(DISTINCT
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END || '=' ||
             a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, E'\n')
    FROM aclexplode(coalesce(c.relacl, acldefault('s', c.relowner))) a
  ) AS acl,
  d.description AS comment
FROM sequences r
JOIN pg_class c ON c.oid = r.oid
JOIN pg_sequence s ON s.seqrelid = c.oid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
