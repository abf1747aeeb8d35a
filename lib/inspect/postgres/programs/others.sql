-- What has no kind of its own. Types in names are written with their schema and without it, as
-- either may be in the text of a migration. An object without a definition is known by name alone.
WITH types AS (
  SELECT t.oid, format_type(t.oid, NULL) AS name FROM pg_type t
  UNION
  SELECT t.oid, quote_ident(t.typname) FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE n.nspname <> 'pg_catalog' AND t.typelem = 0
),
found (what, schema, name, definition, owner, class, oid) AS (
  SELECT 'cast', '', s.name || ' AS ' || t.name,
    CASE c.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'inout' ELSE 'binary' END || ' ' ||
    CASE c.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' ELSE 'implicit' END,
    NULL::oid, 'pg_cast'::regclass, c.oid
  FROM pg_cast c JOIN types s ON s.oid = c.castsource JOIN types t ON t.oid = c.casttarget
  UNION ALL
  SELECT 'transform', '', t.name || ' LANGUAGE ' || l.lanname, NULL, NULL,
    'pg_transform'::regclass, f.oid
  FROM pg_transform f JOIN types t ON t.oid = f.trftype JOIN pg_language l ON l.oid = f.trflang
  UNION ALL
  SELECT 'operator', n.nspname,
    o.oprname || '(' || coalesce(l.name, 'NONE') || ', ' || coalesce(r.name, 'NONE') || ')', NULL,
    o.oprowner, 'pg_operator'::regclass, o.oid
  FROM pg_operator o
  JOIN pg_namespace n ON n.oid = o.oprnamespace
  LEFT JOIN types l ON l.oid = o.oprleft
  LEFT JOIN types r ON r.oid = o.oprright
  UNION ALL
  SELECT 'operator class', n.nspname, o.opcname || ' USING ' || a.amname, NULL, o.opcowner,
    'pg_opclass'::regclass, o.oid
  FROM pg_opclass o
  JOIN pg_namespace n ON n.oid = o.opcnamespace
  JOIN pg_am a ON a.oid = o.opcmethod
  UNION ALL
  SELECT 'operator family', n.nspname, o.opfname || ' USING ' || a.amname, 'family', o.opfowner,
    'pg_opfamily'::regclass, o.oid
  FROM pg_opfamily o
  JOIN pg_namespace n ON n.oid = o.opfnamespace
  JOIN pg_am a ON a.oid = o.opfmethod
  UNION ALL
  SELECT 'access method', '', amname,
    CASE amtype WHEN 'i' THEN 'index' ELSE 'table' END || ' ' || amhandler::oid::regproc::text, NULL,
    'pg_am'::regclass, oid
  FROM pg_am
  UNION ALL
  SELECT 'language', '', lanname, NULL, lanowner, 'pg_language'::regclass, oid FROM pg_language
  UNION ALL
  SELECT 'conversion', n.nspname, c.conname, NULL, c.conowner, 'pg_conversion'::regclass, c.oid
  FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
  UNION ALL
  SELECT 'collation', n.nspname, c.collname, NULL, c.collowner, 'pg_collation'::regclass, c.oid
  FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
  UNION ALL
  SELECT 'text search parser', n.nspname, p.prsname, NULL, NULL, 'pg_ts_parser'::regclass, p.oid
  FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
  UNION ALL
  SELECT 'text search template', n.nspname, t.tmplname, NULL, NULL, 'pg_ts_template'::regclass,
    t.oid
  FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
  UNION ALL
  SELECT 'text search dictionary', n.nspname, d.dictname, NULL, d.dictowner,
    'pg_ts_dict'::regclass, d.oid
  FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
  UNION ALL
  SELECT 'text search configuration', n.nspname, c.cfgname, NULL, c.cfgowner,
    'pg_ts_config'::regclass, c.oid
  FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
  UNION ALL
  SELECT 'foreign data wrapper', '', fdwname, NULL, fdwowner, 'pg_foreign_data_wrapper'::regclass,
    oid
  FROM pg_foreign_data_wrapper
  UNION ALL
  SELECT 'server', '', s.srvname, w.fdwname, s.srvowner, 'pg_foreign_server'::regclass, s.oid
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  UNION ALL
  SELECT 'user mapping', '', r.name || ' SERVER ' || m.srvname, NULL, NULL, 0::oid, 0::oid
  FROM pg_user_mappings m
  CROSS JOIN LATERAL (
    SELECT CASE m.umuser WHEN 0 THEN 'PUBLIC' ELSE m.usename END
    UNION SELECT 'CURRENT_USER' WHERE m.usename = current_user
  ) r (name)
  UNION ALL
  SELECT 'tablespace', '', spcname, NULL, spcowner, 0::oid, oid FROM pg_tablespace
)
SELECT f.what, f.schema, f.name, f.definition, pg_get_userbyid(f.owner), d.description
FROM found f
LEFT JOIN pg_description d ON d.classoid = f.class AND d.objoid = f.oid AND d.objsubid = 0
