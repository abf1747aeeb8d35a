select 1 -- don't; split
 + 1;