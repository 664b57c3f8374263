-- The visits of every application by its number; one without an exit of its own ends with the application.
create temp table visits as
with
numbered as (
  select
    application.rowid as number,
    application.status = 'active' as is_active,
    application.ended_at,
    cast(visit.seq as integer) as seq,
    cast(visit.stage as stage) as stage,
    cast(visit.milestone as milestone) as milestone,
    local_time(visit.entered_at, visit.precision = 'day') as entered_at,
    local_time(visit.left_at, visit.precision = 'day') as own_exit_at,
    cast(visit.precision as time_precision) as precision
  from canonical.stage_visits as visit
  join placed_applications as application using (account, application_id)
)
select
  number,
  seq,
  stage,
  milestone,
  entered_at,
  coalesce(own_exit_at, if(ended_at >= entered_at, ended_at, null)) as left_at,
  precision,
  is_active and left_at is null as is_waiting,
  calendar_days(entered_at, if(is_waiting, as_of(), left_at)) as days_in_stage
from numbered
order by number, seq;
