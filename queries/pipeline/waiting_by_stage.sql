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
-- label = "9 in 10 leave within"
-- [columns.finished]
-- label = "Finished visits"
--
-- [chart]
-- type = "table"
-- columns = ["stage", "waiting", "late", "median_wait_days", "longest_wait_days", "usual_days", "p90_days", "finished"]
-- bars = ["waiting"]
--
-- [people]
-- [people.counts]
-- waiting = ["median_wait_days", "longest_wait_days"]
-- late = []
-- finished = ["usual_days", "p90_days"]
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
with steps as (
  select *
  from (values ('applied', 1), ('screened', 2), ('interviewed', 3), ('offered', 4), ('hired', 5)) as steps (milestone, step)
),
stages as (
  select
    milestone, stage,
    count(*) as waiting,
    count(*) filter (where wait = 'longer than usual') as late,
    count(*) filter (where wait <> 'not known') as judged,
    quantile_cont(days_waiting, 0.5) as median_wait_days,
    max(days_waiting) as longest_wait_days,
    max(usual_days) as usual_days,
    max(p90_days) as p90_days,
    max(finished) as finished
  from "pipeline/waiting_longest"
  group by milestone, stage
)
select
  stages.stage,
  stages.milestone,
  stages.waiting,
  case when stages.judged > 0 then stages.late end as late,
  stages.median_wait_days,
  stages.longest_wait_days,
  stages.usual_days,
  stages.p90_days,
  stages.finished
from stages
left join steps on steps.milestone = cast(stages.milestone as varchar)
order by steps.step nulls last, stages.waiting desc, cast(stages.stage as varchar) nulls last
