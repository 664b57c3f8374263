-- The published tables and the one of targets, which is laid beside them, with their columns.
select table_name, column_name
from duckdb_columns()
where (database_name = 'warehouse' and schema_name = 'main')
  or (database_name = 'temp' and table_name = 'targets')
order by table_name, column_index
