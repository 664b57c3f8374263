-- What the import doubted about rows, and what shows only once an application's rows from several files stand together.
create table findings as
with
milestone_times as (
  select account, application_id, 'screened_at' as column_name, screened_at as reached_at, applied_at as earlier_at
  from applications
  union all
  select account, application_id, 'interviewed_at', interviewed_at, greatest(applied_at, screened_at)
  from applications
  union all
  select account, application_id, 'offered_at', offered_at, greatest(applied_at, screened_at, interviewed_at)
  from applications
  union all
  select
    account,
    application_id,
    'hired_at',
    hired_at,
    greatest(applied_at, screened_at, interviewed_at, offered_at)
  from applications
)
select
  account,
  rule,
  cast(action as varchar) as action,
  table_name,
  file,
  line,
  key,
  column_name,
  value,
  advice
from canonical.findings
union all
select
  account,
  'A milestone is dated before the one it follows.',
  'kept',
  'applications',
  null,
  null,
  application_id,
  column_name,
  strftime(reached_at, '%Y-%m-%d') || ' before ' || strftime(earlier_at, '%Y-%m-%d'),
  'Correct the dates in the recruiting system; days below zero are left out of percentiles.'
from milestone_times
where cast(reached_at as date) < cast(earlier_at as date)
union all
select
  account,
  'Hired, but no date says when.',
  'kept',
  'applications',
  null,
  null,
  application_id,
  'hired_at',
  null,
  'Export the offers or the stage history; until then the hire counts in no time to hire.'
from applications
where milestone = 'hired'
  and hired_at is null
union all
select
  account,
  'Ended, but no date says when.',
  'kept',
  'applications',
  null,
  null,
  application_id,
  'closed_at',
  null,
  'Export the date of rejection; until then the application counts as ended at its last recorded event.'
from applications
where status in ('rejected', 'withdrawn')
  and closed_at is null;
