SELECT
  'attribute' AS kind_of_element,
  y.schema AS key_schema,
  y.name AS key_name,
  a.attname AS key_part,
  format_type(a.atttypid, a.atttypmod) AS type,
  CASE WHEN a.attcollation <> b.typcollation THEN (
    SELECT CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END
           || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
    WHERE l.oid = a.attcollation
  ) END AS collation,
  a.attnum AS position,
  d.description AS comment
FROM types y
JOIN pg_type t ON t.oid = y.oid AND t.typtype = 'c'
JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type b ON b.oid = a.atttypid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
