alter table if exists only s."T" -- head, tail
 alter a type numeric(10, 2) using (a::numeric(10,2)), /* , */ alter b drop default, add check (a in (1, 2, 3))
