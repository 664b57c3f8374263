-- /// query
-- title = "Time to hire, distribution"
-- question = "How are the days from application to accepted offer spread?"
-- basis = "hires in the period"
--
-- [params.bin_days]
-- type = "number"
-- label = "Days in a bar"
-- default = 7
--
-- [columns.days_from]
-- label = "Days to hire, from"
--
-- [columns.bar_days]
-- label = "Days in a bar"
--
-- [columns.median_days]
-- label = "Median"
--
-- [chart]
-- type = "histogram"
-- x = "days_from"
-- y = "hires"
-- width = "bar_days"
-- reference = "median_days"
--
-- [people]
-- nobody = ["days_from", "bar_days"]
-- overall = ["median_days"]
-- counts = { hires = [] }
--
-- [behind]
-- where = """
--   hired_at >= $since and hired_at < $until
--   and days_to_hire >= $row_days_from
--   and days_to_hire < $row_days_from + $row_bar_days
-- """
-- count = "hires"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "days_from >= 0"
--
-- [[checks]]
-- name = "a row per bar"
-- unique = ["days_from"]
-- ///
with
bar_width as (
  select cast(greatest($bin_days, 1) as integer) as bar_days
),
hires as (
  select days_to_hire
  from applications
  where hired_at >= $since
    and hired_at < $until
    and days_to_hire >= 0
),
bars as (
  select
    hires.days_to_hire - hires.days_to_hire % bar_width.bar_days as days_from,
    bar_width.bar_days,
    count(*) as hires
  from hires
  cross join bar_width
  group by hires.days_to_hire - hires.days_to_hire % bar_width.bar_days, bar_width.bar_days
),
middle as (
  select quantile_cont(days_to_hire, 0.5) as median_days
  from hires
)
select bars.days_from, bars.bar_days, bars.hires, middle.median_days
from bars
cross join middle
order by bars.days_from
