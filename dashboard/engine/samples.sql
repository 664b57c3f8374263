-- For each column of a table, up to four values that its first rows hold most often.
select name, list(value order by often desc, value)[:4] as samples
from (
  select name, value, count(*) as often
  from (
    unpivot (select cast(columns(*) as varchar) from query_table($table) limit 1000)
    on columns(*) into name name value value
  )
  group by name, value
)
group by name
