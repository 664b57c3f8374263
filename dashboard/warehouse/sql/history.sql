-- What the recorded visits of an application say: first entries, the furthest milestone, the last event.
create temp table history as
select
  number,
  min(entered_at) filter (where milestone = 'screened') as screened_at,
  min(entered_at) filter (where milestone = 'interviewed') as interviewed_at,
  min(entered_at) filter (where milestone = 'offered') as offer_stage_at,
  min(entered_at) filter (where milestone = 'hired') as hired_stage_at,
  max(milestone) as furthest,
  max(greatest(entered_at, left_at)) as last_event_at,
  count(entered_at) > 0 as is_timed
from visits
group by number;
