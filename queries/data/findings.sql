-- /// query
-- title = "Findings"
-- question = "What is odd about the data, how often, what was done, and what can be done about it?"
-- basis = "everything imported"
--
-- [columns.rule]
-- format = "term"
--
-- [columns.action]
-- label = "What was done"
-- format = "term"
--
-- [columns.concerns]
-- values = ["the whole file"]
--
-- [columns.findings]
-- label = "Times"
--
-- [columns.column_name]
-- label = "Column"
--
-- [columns.first_file]
-- label = "First in"
--
-- [columns.first_line]
-- label = "Line no."
--
-- [columns.first_value]
-- label = "There it says"
-- help = "Letters are masked where a value could name a person"
--
-- [columns.advice]
-- label = "What it means and what to do"
-- format = "term"
-- help = "Of the first one, where it speaks of a number of rows"
--
-- [chart]
-- type = "table"
-- columns = ["rule", "findings", "action", "concerns", "advice"]
-- bars = ["findings"]
--
-- [people]
-- counts = { findings = [] }
--
-- [[checks]]
-- name = "every finding says what to do"
-- assert = "advice is not null"
-- ///
with
ranked_findings as (
  select
    rule,
    action,
    table_name,
    column_name,
    file,
    line,
    value,
    advice,
    row_number() over (
      partition by rule, action, table_name, column_name
      order by file nulls last, line nulls last, value nulls last, advice
    ) as place
  from findings
)
select
  rule,
  count(*) as findings,
  action,
  coalesce(table_name, 'the whole file') as concerns,
  coalesce(column_name, '') as column_name,
  max(case when place = 1 then advice end) as advice,
  coalesce(max(case when place = 1 then file end), '') as first_file,
  max(case when place = 1 then line end) as first_line,
  coalesce(max(case when place = 1 then value end), '') as first_value
from ranked_findings
group by rule, action, table_name, column_name
order by findings desc, rule, action, concerns, column_name
