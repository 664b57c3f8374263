-- The columns of every table, with their types as columns.toml names them.
select
  table_name,
  column_name,
  if(starts_with(data_type, 'ENUM'), 'enum', lower(data_type)) as kind
from duckdb_columns()
where database_name = 'warehouse'
  and schema_name = 'main'
  and not internal
order by table_name, column_index;
