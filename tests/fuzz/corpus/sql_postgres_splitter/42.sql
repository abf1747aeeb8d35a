create or replace function f() returns int language sql begin atomic select 1; end
-- a comment
;