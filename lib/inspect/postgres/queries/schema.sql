SELECT
  'schema' AS kind_of_element,
  '' AS key_schema,
  n.nspname AS key_name,
  '' AS key_part,
  pg_get_userbyid(n.nspowner) AS owner,
  (
    SELECT string_agg(DISTINCT
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END || '=' ||
             a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, E'\n')
    FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
  ) AS acl,
  d.description AS comment
FROM schemas s
JOIN pg_namespace n ON n.oid = s.oid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid AND d.objsubid = 0
