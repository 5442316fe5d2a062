-- a row refers to one that is not there
select "table", rowid, parent from pragma_foreign_key_check
