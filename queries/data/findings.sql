-- /// query
-- title = "Findings"
-- question = "What is odd about the data, how often, what was done, and what can be done about it?"
-- basis = "everything imported"
--
-- [columns.column_name]
-- label = "Column"
--
-- [columns.action]
-- label = "What was done"
--
-- [columns.findings]
-- label = "Times"
--
-- [columns.first_file]
-- label = "For example in"
--
-- [columns.first_line]
-- label = "Line"
--
-- [chart]
-- type = "table"
-- bars = ["findings"]
--
-- [[checks]]
-- name = "every finding says what to do"
-- assert = "advice is not null"
-- ///
with
rules as (
  select
    rule,
    action,
    table_name,
    column_name,
    count(*) as findings,
    max(advice) as advice,
    min(file) as first_file
  from findings
  group by rule, action, table_name, column_name
),
first_lines as (
  select
    findings.rule,
    findings.action,
    findings.table_name,
    findings.column_name,
    min(findings.line) as first_line
  from findings
  join rules
    on rules.rule = findings.rule
    and rules.action = findings.action
    and rules.table_name is not distinct from findings.table_name
    and rules.column_name is not distinct from findings.column_name
    and rules.first_file = findings.file
  group by findings.rule, findings.action, findings.table_name, findings.column_name
)
select
  rules.rule,
  rules.findings,
  rules.action,
  coalesce(rules.table_name, 'the whole file') as concerns,
  coalesce(rules.column_name, '') as column_name,
  rules.advice,
  coalesce(rules.first_file, '') as first_file,
  first_lines.first_line
from rules
left join first_lines
  on first_lines.rule = rules.rule
  and first_lines.action = rules.action
  and first_lines.table_name is not distinct from rules.table_name
  and first_lines.column_name is not distinct from rules.column_name
order by rules.findings desc, rules.rule, rules.action, rules.table_name nulls last, rules.column_name nulls last
