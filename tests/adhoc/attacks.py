"""Attempts to get at more than the rows that a person may see, by what they are after."""

FILES = """
select * from 'secret.csv'
select * from '/etc/passwd'
select * from '*.parquet'
from read_csv('secret.csv')
from read_csv_auto('secret.csv')
from read_text('/etc/passwd')
from read_blob('/etc/passwd')
from read_parquet('secret.parquet')
from parquet_scan('secret.parquet')
from parquet_metadata('secret.parquet')
from parquet_schema('secret.parquet')
from read_json('secret.json')
from read_json_objects('secret.json')
from read_ndjson('secret.json')
from glob('/*')
from sniff_csv('secret.csv')
from read_duckdb('other.duckdb')
from read_single_csv_file('secret.csv')
select * from applications, read_text('/etc/passwd')
select (select content from read_text('/etc/passwd'))
select * from applications where country in (select content from read_text('/etc/passwd'))
select * from applications join lateral read_text('/etc/passwd') on true
with t as (from read_text('/etc/passwd')) select * from t
with t as materialized (from 'secret.csv') select * from t
from (from 'secret.csv')
select * from applications union all from 'secret.csv'
select * from "secret.csv"
select * from "/etc/passwd"
select * from 'https://example.org/data.csv'
from read_csv('http://127.0.0.1:8501/')
from read_parquet('s3://bucket/key')
from pivot 'secret.csv' on a
pivot 'secret.csv' on a using count(*)
from applications pivot (count(*) for country in (select content from read_text('/etc/passwd')))
""".strip().splitlines()

STATEMENTS = """
copy applications to 'out.csv'
copy (select 1) to 'out.parquet'
copy applications from 'secret.csv'
attach 'other.duckdb'
attach ':memory:' as m
detach warehouse
install httpfs
load httpfs
set memory_limit = '100GB'
set threads = 64
set enable_external_access = true
reset lock_configuration
pragma database_list
pragma version
pragma enable_profiling
create table t (a int)
create temp table t as select 1
create or replace view applications as select 1
create macro f(x) as x
create secret s (type s3, key_id 'a', secret 'b')
drop table applications
drop view applications
insert into applications values (1)
update applications set country = 'XX'
delete from applications
truncate applications
alter table applications add column a int
vacuum
checkpoint
force checkpoint
export database 'out'
import database 'out'
begin
call pragma_version()
use memory
set variable x = 1
explain select 1
explain analyze select * from applications
prepare p as select 1
execute p
select 1; select 2
select 1; drop table applications
select 1;; copy applications to 'out.csv'
with x as (insert into applications values (1) returning *) select * from x
with x as (delete from applications returning *) select * from x
with x as (update applications set country = 'XX' returning *) select * from x
with x as (copy applications to 'out.csv') select * from x
merge into applications using openings on true when matched then delete
describe applications
summarize applications
show tables
show all tables
comment on table applications is 'x'
""".strip().splitlines()

OTHER_ROWS = """
select * from main.applications
select * from warehouse.main.applications
select * from warehouse.applications
select * from "main"."applications"
select * from memory.main.applications
select * from temp.applications
select * from all_rows.applications
from query('select * from main.applications')
from query_table('applications')
from query_table('main.applications')
from query_table(['applications'])
select * from (from query('select 1'))
with applications as (select * from main.applications) select * from applications
with warehouse as (select 1) select * from warehouse.main.applications
with t as (select * from t) select * from t
with t as (select * from hidden), hidden as (select 1) select * from t
with recursive t as (select * from t union all select 1 from t) select * from t
with recursive t as (select * from hidden union all select * from t) select * from t
select * from applications where exists (select 1 from hidden)
select (select count(*) from hidden)
select * from applications order by (select count(*) from hidden)
select * from applications limit (select count(*) from hidden)
select case when true then (select count(*) from hidden) end
select count(*) filter (where exists (from hidden)) from applications
select sum(1) over (order by (select 1 from hidden)) from applications
select list_transform([1], lambda x: (select count(*) from hidden))
select * from applications join hidden on true
select * from applications natural join hidden
select * from applications asof join hidden on applications.applied_at >= hidden.applied_at
select * from applications except select * from hidden
select * from applications intersect select * from hidden
values ((select count(*) from hidden))
from hidden
table hidden
unpivot hidden on a into name n value v
from (unpivot hidden on a into name n value v)
select * from applications at (version => 1)
select * from json_execute_serialized_sql(json_serialize_sql('select * from main.applications'))
select json_serialize_plan('select * from main.applications')
select stats(country) from applications
""".strip().splitlines()

METADATA = """
from duckdb_tables()
from duckdb_columns()
from duckdb_views()
from duckdb_settings()
from duckdb_secrets()
from duckdb_functions()
from duckdb_databases()
from duckdb_variables()
from duckdb_memory()
from duckdb_logs()
from duckdb_temporary_files()
from duckdb_extensions()
from information_schema.tables
from information_schema.columns
from pg_catalog.pg_tables
from sqlite_master
from sqlite_schema
from duckdb_types
from pragma_table_info('applications')
from pragma_storage_info('applications')
from pragma_database_size()
from which_secret('a', 's3')
select current_setting('temp_directory')
select getenv('HOME')
select getvariable('country')
select current_user
select session_user
select user
select current_catalog
select current_schema
select current_database()
select current_schemas(true)
select current_query()
select version()
select txid_current()
select pg_get_viewdef('applications')
select in_search_path('main', 'applications')
select $secret
select ?
select $1
""".strip().splitlines()

SIDE_EFFECTS = """
select nextval('s')
select currval('s')
select setseed(0.5)
select write_log('x')
select sleep_ms(60000)
select pg_sleep(60)
from enable_logging()
from enable_profiling()
from truncate_duckdb_logs()
from checkpoint()
from force_checkpoint()
from arrow_scan(1, 2, 3)
from pandas_scan(1)
from python_map_function(1)
from python_arrow_scan(1)
from seq_scan('applications')
from test_all_types()
from repeat('x', 1000000000)
select error('x')
select main.count(*) from applications
select system.main.version()
select pg_catalog.pg_typeof(1)
from frame
from globals
from sys
""".strip().splitlines()

DENIAL_OF_SERVICE = [
    "select levenshtein(repeat('a', 200000), repeat('b', 200000))",
    "select damerau_levenshtein(repeat('a', 100000), repeat('b', 100000))",
    "select jaccard(repeat('ab', 50000000), repeat('ba', 50000000))",
    "select list_sum(list_transform(range(500000000), lambda x: x + 1))",
    "select list_reduce(range(300000000), lambda x, y: x + y)",
    "select count(*) from (select unnest(range(3000000000)))",
    "select max(repeat('x', 1000000000))",
    "select length(lpad('x', 2000000000, 'y'))",
    "select length(printf('%2000000000d', 1))",
    "select count(*) from range(100000000000) a, range(100000) b",
    "with recursive t as (select 1 as n union all select n + 1 from t) select count(*) from t",
    "with recursive t as (select 1 as n union all select a.n from t a, range(100)) select count(*) from t",
    "select string_agg(repeat('x', 1000), '') from range(100000000)",
    "select array_agg(i) from range(3000000000) t(i)",
    "select count(distinct hash(i)) from range(20000000000) t(i)",
    "select * from range(10000000000) t(i) order by hash(i)",
    "select regexp_matches(repeat('a', 50000000), '(a*)*b(a*)*c')",
    "select product(i) from range(100000000000) t(i)",
    "select 1 " + "+ 1" * 9_000,
    "select " + "(" * 5_000 + "1" + ")" * 5_000,
    "with "
    + ", ".join(
        f"t{i} as (select * from t{i - 1} a, t{i - 1} b)" if i else "t0 as (select 1 as x from range(10))"
        for i in range(12)
    )
    + " select count(*) from t11",
    "select " + ", ".join(f"repeat('x', 100000000) as c{i}" for i in range(200)),
    "select repeat('x', 1000000) from range(1000000)",
]

REFUSED = FILES + STATEMENTS + OTHER_ROWS + METADATA + SIDE_EFFECTS
