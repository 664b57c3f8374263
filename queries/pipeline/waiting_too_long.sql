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
-- [people]
-- not_added = ["late", "waiting"]
-- counts = { late = [], waiting = [] }
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
select
  count(*) filter (where wait = 'longer than usual') as late,
  count(*) as waiting,
  count(*) filter (where wait = 'longer than usual') / nullif(count(*), 0) as late_share
from "pipeline/waiting_longest"
order by late
