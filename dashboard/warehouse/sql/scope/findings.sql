-- Doubts about rows that the scope holds. Rows that were set aside are in nobody's scope.
create table findings as
with
seen as (
  select account, 'applications' as table_name, application_id as key from kept_applications
  union
  select account, 'applications', application_id from kept_excluded_applications
  union
  select account, 'stage_visits', application_id from kept_stage_visits
  union
  select account, 'offers', application_id from kept_offers
  union
  select account, 'openings', opening_id from kept_openings
  union
  select account, 'postings', posting_id from kept_postings
)
select
  finding.* replace (
    if(getvariable('individuals'), finding.line, null) as line,
    if(getvariable('individuals'), finding.key, null) as key,
    if(getvariable('individuals'), finding.value, null) as value
  )
from whole.main.findings as finding
semi join seen
  on seen.account = finding.account
  and seen.table_name = finding.table_name
  and seen.key = finding.key
order by finding.file, finding.line, finding.rule, finding.key;
