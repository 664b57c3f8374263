-- /// query
-- title = "Where candidates are waiting now"
-- question = "In which stage of which job do candidates wait, how many, and for how long?"
-- basis = "candidates in a stage at the as-of date, whenever they applied"
-- needs = ["has_history"]
--
-- [columns.title]
-- label = "Job"
--
-- [columns.waiting]
-- label = "Candidates waiting"
--
-- [columns.longest_wait_days]
-- label = "Longest wait"
--
-- [columns.median_wait_days]
-- label = "Median wait"
--
-- [columns.longest_since]
-- label = "Waiting since"
-- format = "date"
--
-- [chart]
-- type = "table"
-- hide = ["account", "job_id", "milestone"]
-- bars = ["longest_wait_days"]
--
-- [people]
-- counts = { waiting = [] }
--
-- [behind]
-- table = "stage_visits"
-- where = """
--   is_waiting
--   and account = $row_account
--   and job_id is not distinct from $row_job_id
--   and country is not distinct from $row_country
--   and milestone is not distinct from $row_milestone
--   and stage is not distinct from $row_stage
-- """
-- count = "waiting"
--
-- [[checks]]
-- name = "a row per job, country and stage"
-- unique = ["account", "job_id", "country", "milestone", "stage"]
--
-- [[checks]]
-- name = "someone waits in every row"
-- assert = "waiting > 0"
-- ///
with
waiting_candidates as (
  select account, job_id, title, country, milestone, stage, entered_at, days_in_stage
  from stage_visits
  where is_waiting
)
select
  max(title) as title,
  country,
  stage,
  count(*) as waiting,
  max(days_in_stage) as longest_wait_days,
  quantile_cont(days_in_stage, 0.5) as median_wait_days,
  cast(min(entered_at) as date) as longest_since,
  milestone,
  job_id,
  account
from waiting_candidates
group by account, job_id, country, milestone, stage
order by
  longest_wait_days desc,
  waiting desc,
  account,
  job_id,
  cast(country as varchar) nulls last,
  cast(milestone as varchar) nulls last,
  cast(stage as varchar) nulls last
