SELECT
  'domain_constraint' AS kind_of_element,
  t.schema AS key_schema,
  t.name AS key_name,
  k.conname AS key_part,
  'check' AS kind,
  'CHECK (' || pg_get_expr(k.conbin, 0) || ')' AS definition,
  nullif(NOT k.convalidated, false) AS not_valid,
  d.description AS comment
FROM types t
JOIN pg_constraint k ON k.contypid = t.oid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.contype = 'c'
