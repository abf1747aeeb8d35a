SELECT
  'extension' AS kind_of_element,
  '' AS key_schema,
  x.extname AS key_name,
  '' AS key_part,
  x.extversion AS version,
  n.nspname AS schema,
  d.description AS comment
FROM extensions e
JOIN pg_extension x ON x.oid = e.oid
JOIN pg_namespace n ON n.oid = x.extnamespace
LEFT JOIN pg_description d
  ON d.classoid = 'pg_extension'::regclass AND d.objoid = x.oid AND d.objsubid = 0
