-- What the import doubted about rows, and what shows only once the tables stand together.
create table findings as
with
offer_times as (
  select
    offer.account,
    offer.application_id,
    offer.sent_at,
    if(offer.status = 'accepted', offer.decided_at, null) as accepted_at,
    greatest(application.applied_at, application.screened_at, application.interviewed_at) as earlier_at
  from offers as offer
  join applications as application using (account, application_id)
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
  'Offer dated before the application or its interviews',
  'kept',
  'offers',
  null,
  null,
  application_id,
  if(cast(sent_at as date) < cast(earlier_at as date), 'sent_at', 'decided_at'),
  strftime(least(sent_at, accepted_at), '%Y-%m-%d') || ' before ' || strftime(earlier_at, '%Y-%m-%d'),
  'The times stay; durations below zero are counted apart. Check the dates of the offer in the system.'
from offer_times
where cast(least(sent_at, accepted_at) as date) < cast(earlier_at as date)
union all
select
  account,
  'Ended, but no date says when',
  'kept',
  'applications',
  null,
  null,
  application_id,
  'closed_at',
  null,
  'It counts as ended at its last recorded event. Export the date of rejection too.'
from applications
where status in ('rejected', 'withdrawn')
  and closed_at is null;
