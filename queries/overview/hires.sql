-- /// query
-- title = "Hires"
-- question = "How many people accepted an offer in the period?"
-- basis = "hires in the period, whenever they applied"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
-- read_with = { event = "hire" }
--
-- [columns.hires_before]
-- label = "In the period compared with"
--
-- [columns.monthly_hires]
-- help = "Whole months of the period only"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "hires"
-- previous = "hires_before"
-- spark = "monthly_hires"
-- good = "up"
-- significant = "more_than_noise"
--
-- [behind]
-- where = "hired_at >= $since and hired_at < $until"
-- count = "hires"
--
-- [[checks]]
-- name = "no month has more than the period"
-- assert = "monthly_hires is null or monthly_hires <= hires"
-- ///
select
  month,
  monthly_events as monthly_hires,
  events as hires,
  events_before as hires_before,
  more_than_noise
from "_shared/counted_by_month"
order by month
