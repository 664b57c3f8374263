-- /// query
-- title = "From one total to the other"
-- question = "Why do the totals of two reports differ?"
-- basis = "applications received and hires made in the period"
-- population = "A reopened application is one row in every export, so it counts once; a transfer to another job is a further application of the same person"
-- not_monotone = ["change"] # the step from one number to the next, up or down
--
-- [columns.part]
-- label = "From and to"
-- values = ["Rows to applications", "Applications to decided", "Applications to people", "Hires of the period to hires of the cohort"]
-- [columns.line]
-- label = "Step"
-- values = [
--   "Rows of the period",
--   "Prospects without a job",
--   "Migrated from an older system",
--   "Applications (cohort)",
--   "Still in progress",
--   "Decided applications",
--   "Further applications of the same people",
--   "People",
--   "Hires in the period (activity)",
--   "Applied before the period",
--   "Hired after the period",
--   "Hired without a date",
--   "Times that run backwards",
--   "Hires of the applications (cohort)",
-- ]
-- [columns.change]
-- label = "Count"
-- format = "integer"
-- [columns.kind]
-- label = "Total or step"
-- values = ["Total", "Step"]
--
-- [chart]
-- type = "bar"
-- x = "change"
-- y = "line"
-- color = "kind"
--
-- [[checks]]
-- name = "a row per step"
-- unique = ["step"]
-- ///
with cohort as (
  select
    count(*) as applications,
    count(*) filter (where status = 'active') as in_progress,
    count(*) filter (where milestone = 'hired') as hires,
    count(*) filter (where milestone = 'hired' and hired_at >= $until) as hired_later,
    count(*) filter (where milestone = 'hired' and hired_at < $since) as hired_earlier,
    count(*) filter (where milestone = 'hired' and hired_at is null) as hired_undated,
    count(candidate_key) - count(distinct account || ' ' || candidate_key) as further
  from applications
  where applied_at >= $since and applied_at < $until
),
activity as (
  select
    count(*) as hires,
    count(*) filter (where applied_at < $since) as applied_earlier,
    count(*) filter (where applied_at >= $until) as applied_later
  from applications
  where hired_at >= $since and hired_at < $until
),
excluded as (
  select
    count(*) filter (where reason = 'prospect') as prospects,
    count(*) filter (where reason = 'migrated') as migrated
  from excluded_applications
  where applied_at >= $since and applied_at < $until
),
counts as (
  select
    cohort.*,
    activity.hires as active_hires,
    activity.applied_earlier,
    activity.applied_later,
    excluded.prospects,
    excluded.migrated
  from cohort
  cross join activity
  cross join excluded
),
steps as (
  select 1 as step, 'Rows to applications' as part, 'Rows of the period' as line, 'Total' as kind, applications + prospects + migrated as change from counts
  union all
  select 2, 'Rows to applications', 'Prospects without a job', 'Step', -prospects from counts
  union all
  select 3, 'Rows to applications', 'Migrated from an older system', 'Step', -migrated from counts
  union all
  select 4, 'Rows to applications', 'Applications (cohort)', 'Total', applications from counts
  union all
  select 5, 'Applications to decided', 'Still in progress', 'Step', -in_progress from counts
  union all
  select 6, 'Applications to decided', 'Decided applications', 'Total', applications - in_progress from counts
  union all
  select 7, 'Applications to people', 'Further applications of the same people', 'Step', -further from counts
  union all
  select 8, 'Applications to people', 'People', 'Total', applications - further from counts
  union all
  select 9, 'Hires of the period to hires of the cohort', 'Hires in the period (activity)', 'Total', active_hires from counts
  union all
  select 10, 'Hires of the period to hires of the cohort', 'Applied before the period', 'Step', -applied_earlier from counts
  union all
  select 11, 'Hires of the period to hires of the cohort', 'Hired after the period', 'Step', hired_later from counts
  union all
  select 12, 'Hires of the period to hires of the cohort', 'Hired without a date', 'Step', hired_undated from counts
  union all
  select 13, 'Hires of the period to hires of the cohort', 'Times that run backwards', 'Step', hired_earlier - applied_later from counts
  union all
  select 14, 'Hires of the period to hires of the cohort', 'Hires of the applications (cohort)', 'Total', hires from counts
)
select step, part, line, kind, change
from steps
order by step
