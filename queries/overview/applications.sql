-- /// query
-- title = "Applications"
-- question = "How many applications arrived in the period?"
-- basis = "applications received in the period"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
-- read_with = { event = "application" }
--
-- [columns.applications]
-- format = "integer"
--
-- [columns.applications_before]
-- label = "In the period compared with"
--
-- [columns.monthly_applications]
-- help = "Whole months of the period only"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "applications"
-- previous = "applications_before"
-- spark = "monthly_applications"
-- good = "none"
-- significant = "more_than_noise"
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until"
-- count = "applications"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_applications is null or monthly_applications <= applications"
-- ///
select
  month,
  monthly_events as monthly_applications,
  events as applications,
  events_before as applications_before,
  more_than_noise
from "_shared/counted_by_month"
order by month
