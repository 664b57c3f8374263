-- /// query
-- title = "Where candidates wait, against the usual time"
-- question = "How many wait in each stage, for how long, and how long does that stage usually take?"
-- basis = "candidates in a stage at the as-of date, whenever they applied, against every visit to the stage"
-- source = "Kaplan-Meier estimator of the days in a stage, those still there censored; p90 is the first day by which nine of ten have left"
-- needs = ["has_history"]
-- not_monotone = ["late"] # late is what is late for those selected
--
-- [columns.waiting]
-- label = "Waiting"
-- [columns.late]
-- label = "Longer than usual"
-- help = "Longer than nine of ten candidates stay in this stage; empty where too few have left it to say"
-- [columns.median_wait_days]
-- label = "Median wait"
-- [columns.longest_wait_days]
-- label = "Longest wait"
-- [columns.usual_days]
-- label = "Half leave within"
-- [columns.p90_days]
-- label = "Nine of ten leave within"
-- [columns.finished]
-- label = "Finished visits"
--
-- [chart]
-- type = "table"
-- columns = ["stage", "waiting", "late", "median_wait_days", "longest_wait_days", "usual_days", "p90_days", "finished"]
-- bars = ["waiting"]
--
-- [behind]
-- table = "pipeline/waiting_longest"
-- where = "stage is not distinct from $row_stage and milestone is not distinct from $row_milestone"
-- count = "waiting"
--
-- [behind.cells]
-- late = """
--   stage is not distinct from $row_stage
--   and milestone is not distinct from $row_milestone
--   and wait = 'longer than usual'
-- """
--
-- [[checks]]
-- name = "a row per stage"
-- unique = ["milestone", "stage"]
-- [[checks]]
-- name = "no more are late than wait"
-- assert = "late is null or late <= waiting"
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
    min(day) filter (where still_there <= 0.5 + 1e-12) as usual_days,
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
),
steps as (
  select *
  from (values ('applied', 1), ('screened', 2), ('interviewed', 3), ('offered', 4), ('hired', 5)) as steps (milestone, step)
),
stages as (
  select
    milestone, stage,
    count(*) as waiting,
    case when count(is_late) > 0 then count(*) filter (where is_late) end as late,
    quantile_cont(days_in_stage, 0.5) as median_wait_days,
    max(days_in_stage) as longest_wait_days
  from judged
  group by milestone, stage
)
select
  stages.stage,
  stages.milestone,
  stages.waiting,
  stages.late,
  stages.median_wait_days,
  stages.longest_wait_days,
  case when usual.finished >= $minimum_n then usual.usual_days end as usual_days,
  case when usual.finished >= $minimum_n then usual.p90_days end as p90_days,
  cast(coalesce(usual.finished, 0) as bigint) as finished
from stages
left join usual
  on usual.milestone is not distinct from stages.milestone and usual.stage is not distinct from stages.stage
left join steps on steps.milestone = cast(stages.milestone as varchar)
order by steps.step nulls last, stages.waiting desc, cast(stages.stage as varchar) nulls last
