-- /// query
-- title = "The same number under other rules"
-- question = "What would time to hire read if it were counted as elsewhere, on the same hires?"
-- basis = "hires in the period"
--
-- [columns.definition]
-- label = "From … to …"
-- values = [
--   "Application to accepted offer (this dashboard)",
--   "Job opened to accepted offer",
--   "Application to last move into hired",
--   "Application to offer sent",
--   "Application to first working day",
-- ]
--
-- [columns.statistic]
-- label = "Middle"
-- values = ["median", "mean"]
--
-- [columns.hires]
-- label = "Hires with both dates"
--
-- [columns.days]
-- label = "Days"
--
-- [columns.difference_days]
-- label = "Against this dashboard"
--
-- [columns.backwards]
-- label = "Times that run backwards"
-- help = "Left out"
--
-- [chart]
-- type = "table"
-- bars = ["days"]
--
-- [people]
-- not_added = ["hires", "backwards"]
-- counts = { hires = ["days", "difference_days"], backwards = [] }
--
-- [[checks]]
-- name = "this dashboard differs from itself by nothing"
-- assert = "definition not like '%this dashboard%' or statistic <> 'median' or difference_days is null or difference_days = 0"
--
-- [[checks]]
-- name = "a row per rule"
-- unique = ["definition", "statistic"]
-- ///
with
rules as (
  select *
  from (
    values
      (1, 'Application to accepted offer (this dashboard)', 'median'),
      (2, 'Application to accepted offer (this dashboard)', 'mean'),
      (3, 'Job opened to accepted offer', 'median'),
      (4, 'Application to last move into hired', 'median'),
      (5, 'Application to offer sent', 'median'),
      (6, 'Application to first working day', 'median')
  ) as rules (position, definition, statistic)
),
hires as (
  select
    account,
    application_id,
    cast(applied_at as date) as applied_on,
    cast(hired_at as date) as hired_on,
    cast(job_opened_at as date) as job_opened_on,
    starts_on,
    days_to_hire
  from applications
  where hired_at >= $since
    and hired_at < $until
),
last_moves as (
  select
    stage_visits.account,
    stage_visits.application_id,
    cast(max(stage_visits.entered_at) as date) as moved_on
  from stage_visits
  join hires
    on hires.account = stage_visits.account
    and hires.application_id = stage_visits.application_id
  where stage_visits.milestone = 'hired'
  group by stage_visits.account, stage_visits.application_id
),
dated_hires as (
  select
    hires.*,
    last_moves.moved_on,
    cast(offers.sent_at as date) as sent_on
  from hires
  left join last_moves
    on last_moves.account = hires.account
    and last_moves.application_id = hires.application_id
  left join offers
    on offers.account = hires.account
    and offers.application_id = hires.application_id
),
counted_days as (
  select 1 as position, days_to_hire as days
  from dated_hires
  union all
  select 2 as position, days_to_hire as days
  from dated_hires
  union all
  select 3 as position, date_diff('day', job_opened_on, hired_on) as days
  from dated_hires
  union all
  select 4 as position, date_diff('day', applied_on, moved_on) as days
  from dated_hires
  union all
  select 5 as position, date_diff('day', applied_on, sent_on) as days
  from dated_hires
  union all
  select 6 as position, date_diff('day', applied_on, starts_on) as days
  from dated_hires
),
figures as (
  select
    position,
    count(case when days >= 0 then 1 end) as hires,
    case
      when position = 2 then avg(case when days >= 0 then days end)
      else quantile_cont(case when days >= 0 then days end, 0.5)
    end as days,
    count(case when days < 0 then 1 end) as backwards
  from counted_days
  group by position
)
select
  rules.definition,
  rules.statistic,
  coalesce(figures.hires, 0) as hires,
  figures.days,
  figures.days - first_value(figures.days) over (order by rules.position) as difference_days,
  coalesce(figures.backwards, 0) as backwards
from rules
left join figures on figures.position = rules.position
order by rules.position
