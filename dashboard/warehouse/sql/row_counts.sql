-- Rows of each wide table.
select table_name, estimated_size
from duckdb_tables()
where database_name = 'warehouse'
  and schema_name = 'main'
order by table_name;
