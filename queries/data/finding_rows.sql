-- /// query
-- title = "Findings, one by one"
-- question = "Which row of which file is it, what does it say there, and what can be done about it?"
-- basis = "everything imported"
--
-- [params.rule]
-- type = "choice"
-- label = "What is odd"
-- options = "select distinct rule from findings order by rule"
--
-- [params.table_name]
-- type = "choice"
-- label = "Read as"
-- options = "select distinct table_name from findings where table_name is not null order by table_name"
--
-- [columns.rule]
-- format = "term"
--
-- [columns.action]
-- label = "What was done"
-- format = "term"
--
-- [columns.table_name]
-- label = "Read as"
-- format = "term"
--
-- [columns.line]
-- label = "Line no."
-- help = "Where the row starts; in JSON, the number of the record"
--
-- [columns.column_name]
-- label = "Column"
--
-- [columns.value]
-- label = "There it says"
-- help = "Letters are masked where a value could name a person"
--
-- [columns.advice]
-- label = "What to do"
-- format = "term"
--
-- [chart]
-- type = "table"
-- hide = ["account"]
--
-- [people]
-- nobody = ["line"]
-- ///
select
  rule,
  action,
  table_name,
  file,
  line,
  key,
  column_name,
  value,
  advice,
  account
from findings
where ($rule is null or rule = $rule)
  and ($table_name is null or table_name = $table_name)
order by
  action desc,
  rule,
  account,
  file nulls last,
  line nulls last,
  table_name nulls last,
  column_name nulls last,
  key nulls last,
  value nulls last,
  advice
