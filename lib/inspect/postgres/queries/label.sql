SELECT
  'label' AS kind_of_element,
  t.schema AS key_schema,
  t.name AS key_name,
  e.enumlabel AS key_part,
  row_number() OVER (PARTITION BY t.oid ORDER BY e.enumsortorder) AS position
FROM types t
JOIN pg_enum e ON e.enumtypid = t.oid
