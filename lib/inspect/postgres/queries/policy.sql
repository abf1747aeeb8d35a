SELECT
  'policy' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  p.polname AS key_part,
  CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
                WHEN 'd' THEN 'delete' ELSE 'all' END AS command,
  nullif(NOT p.polpermissive, false) AS restrictive,
  (
    SELECT string_agg(CASE u WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(u) END, E'\n' ORDER BY u)
    FROM unnest(p.polroles) u
  ) AS roles,
  pg_get_expr(p.polqual, p.polrelid) AS using,
  pg_get_expr(p.polwithcheck, p.polrelid) AS check,
  d.description AS comment
FROM tables r
JOIN pg_policy p ON p.polrelid = r.oid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid AND d.objsubid = 0
