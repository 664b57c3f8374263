-- /// query
-- title = "Candidates waiting"
-- question = "How many candidates are in a stage now and wait for its outcome?"
-- basis = "candidates in a stage at the as-of date, whenever they applied"
-- needs = ["has_history"]
--
-- [columns.median_wait_days]
-- label = "Median wait"
--
-- [chart]
-- type = "metric"
-- value = "waiting"
-- good = "none"
--
-- [people]
-- counts = { waiting = [] }
--
-- [behind]
-- table = "pipeline/waiting_longest"
-- where = "true"
-- count = "waiting"
--
-- [[checks]]
-- name = "a count is never below zero"
-- assert = "waiting >= 0"
-- ///
select count(*) as waiting, quantile_cont(days_in_stage, 0.5) as median_wait_days
from stage_visits
where is_waiting
order by waiting
