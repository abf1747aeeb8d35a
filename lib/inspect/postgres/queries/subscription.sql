-- The columns that everybody may read.
SELECT
  'subscription' AS kind_of_element,
  '' AS key_schema,
  s.subname AS key_name,
  '' AS key_part,
  array_to_string(s.subpublications, E'\n') AS publications,
  pg_get_userbyid(s.subowner) AS owner
FROM subscriptions o
JOIN pg_subscription s ON s.subname = o.name
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
