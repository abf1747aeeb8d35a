SELECT
  'database' AS kind_of_element,
  '' AS key_schema,
  b.datname AS key_name,
  '' AS key_part,
  pg_get_userbyid(b.datdba) AS owner,
  shobj_description(b.oid, 'pg_database') AS comment
FROM databases o
JOIN pg_database b ON b.oid = o.oid
