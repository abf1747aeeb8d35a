SELECT
  'rule' AS kind_of_element,
  r.schema AS key_schema,
  r.name AS key_name,
  w.rulename AS key_part,
  pg_get_ruledef(w.oid) AS definition,
  CASE w.ev_enabled WHEN 'D' THEN 'disabled' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica' END
    AS enabled,
  d.description AS comment
FROM tables r
JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename <> '_RETURN'
LEFT JOIN pg_description d
  ON d.classoid = 'pg_rewrite'::regclass AND d.objoid = w.oid AND d.objsubid = 0
