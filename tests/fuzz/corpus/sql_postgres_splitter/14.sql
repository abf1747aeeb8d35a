select 'a;'
'b';