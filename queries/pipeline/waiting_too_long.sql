-- /// query
-- title = "Waiting too long"
-- question = "How many of them wait longer than nine of ten usually do in their stage?"
-- basis = "candidates in a stage at the as-of date, whenever they applied, against every visit to the stage"
-- source = "Kaplan-Meier estimator of the days in a stage, those still there censored; p90 is the first day by which nine of ten have left"
-- needs = ["has_history"]
-- not_monotone = ["late"] # late is what is late for those selected
--
-- [columns.late_share]
-- label = "Of those who wait"
--
-- [chart]
-- type = "metric"
-- value = "late"
-- good = "down"
--
-- [behind]
-- table = "pipeline/waiting_longest"
-- where = "wait = 'longer than usual'"
-- count = "late"
--
-- [[checks]]
-- name = "no more are late than wait"
-- assert = "late <= waiting"
-- ///
with days as (            -- a day since the stage was entered
  select
    milestone, stage,
    days_in_stage as day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where not is_waiting) as double) as finished
  from stage_visits
  where days_in_stage >= 0
  group by milestone, stage, days_in_stage
),
risk as (
  select
    *,
    sum(last_seen) over (partition by milestone, stage order by day rows between current row and unbounded following) as at_risk
  from days
),
curve as (                -- null once everyone has left: the share there is then 0
  select
    *,
    case when at_risk > finished
      then exp(sum(ln(nullif(at_risk - finished, 0) / at_risk))
        over (partition by milestone, stage order by day rows unbounded preceding))
      else 0 end as still_there
  from risk
),
usual as (
  select
    milestone, stage,
    sum(finished) as finished,
    min(day) filter (where still_there <= 0.1 + 1e-12) as p90_days,
    max(day) filter (where finished > 0) as longest_days
  from curve
  group by milestone, stage
),
judged as (               -- a candidate who waits, and whether longer than usual: null where too few have left to say
  select
    visits.*,
    case
      when coalesce(usual.finished, 0) < $minimum_n then null
      when usual.p90_days is null then visits.days_in_stage > usual.longest_days
      else visits.days_in_stage > usual.p90_days
    end as is_late
  from stage_visits as visits
  left join usual
    on usual.milestone is not distinct from visits.milestone and usual.stage is not distinct from visits.stage
  where visits.is_waiting
)
select
  count(*) filter (where is_late) as late,
  count(*) as waiting,
  count(*) filter (where is_late) / nullif(count(*), 0) as late_share
from judged
order by late
