-- The days of each opening on which its requisition was on hold; holds of one requisition that overlap count once.
create temp table held_openings as
with
opened as (
  select
    account,
    opening_id,
    job_id,
    cast(local_or_day(opened_at) as date) as opened_on,
    if(status = 'open', as_of(), cast(local_or_day(closed_at) as date)) as last_on
  from canonical.openings
),
held as (
  select
    opened.account,
    opened.opening_id,
    greatest(hold.held_from, opened.opened_on) as held_from,
    least(coalesce(hold.held_until, opened.last_on), opened.last_on) as held_until
  from opened
  join canonical.job_holds as hold using (account, job_id)
),
apart as (
  select
    *,
    max(held_until) over (partition by account, opening_id order by held_from, held_until rows between unbounded preceding and 1 preceding) as held_before
  from held
)
select
  account,
  opening_id,
  cast(sum(greatest(date_diff('day', greatest(held_from, coalesce(held_before, held_from)), held_until), 0)) as integer) as days
from apart
group by account, opening_id;
