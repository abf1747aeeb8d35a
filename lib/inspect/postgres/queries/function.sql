SELECT
  'function' AS kind_of_element,
  f.schema AS key_schema,
  f.name AS key_name,
  '(' || coalesce((
    SELECT string_agg(format_type(u.type, NULL), ', ' ORDER BY u.place)
    FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u (type, place)
  ), '') || ')' AS key_part,
  CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window'
                 ELSE 'function' END AS kind,
  pg_get_function_arguments(p.oid) AS arguments,
  pg_get_function_result(p.oid) AS returns,
  l.lanname AS language,
  CASE
    WHEN g.aggfnoid IS NOT NULL THEN
      'sfunc=' || g.aggtransfn || E'\nstype=' || format_type(g.aggtranstype, NULL)
      || coalesce(E'\ninitcond=' || g.agginitval, '')
      || CASE WHEN g.aggfinalfn <> 0 THEN E'\nfinalfunc=' || g.aggfinalfn ELSE '' END
      || CASE WHEN g.aggcombinefn <> 0 THEN E'\ncombinefunc=' || g.aggcombinefn ELSE '' END
      || CASE WHEN g.aggmtransfn <> 0 THEN E'\nmsfunc=' || g.aggmtransfn || E'\nmstype='
              || format_type(g.aggmtranstype, NULL) || E'\nminvfunc=' || g.aggminvtransfn
              ELSE '' END
      || CASE WHEN g.aggsortop <> 0 THEN E'\nsortop=' || g.aggsortop::regoperator ELSE '' END
    WHEN p.prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(p.oid) -- from 14
    WHEN p.probin IS NOT NULL THEN p.probin || E'\n' || p.prosrc
    ELSE p.prosrc
  END AS body,
  CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END
    AS volatility,
  nullif(p.proisstrict, false) AS strict,
  nullif(p.prosecdef, false) AS security_definer,
  nullif(p.proleakproof, false) AS leakproof,
  CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel,
  array_to_string(p.proconfig, E'\n') AS settings,
  p.procost AS cost,
  nullif(p.prorows, 0) AS rows,
  pg_get_userbyid(p.proowner) AS owner,
  (
    SELECT string_agg(DISTINCT
             CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END || '=' ||
             a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, E'\n')
    FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  ) AS acl,
  d.description AS comment
FROM functions f
JOIN pg_proc p ON p.oid = f.oid
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
LEFT JOIN pg_description d
  ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
