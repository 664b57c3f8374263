-- /// query
-- title = "Time to hire by month"
-- question = "How long did the hires of each month take: the median and the middle half?"
-- basis = "hires in the period, by month of hire"
--
-- [columns.p25_days]
-- label = "A quarter within"
--
-- [columns.median_days]
-- label = "Median"
--
-- [columns.p75_days]
-- label = "Three quarters within"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires to say ({hires})"
--
-- [columns.provisional]
-- help = "The month is not over at the as-of date"
--
-- [chart]
-- type = "line"
-- x = "month"
-- y = "median_days"
-- low = "p25_days"
-- high = "p75_days"
-- provisional = "provisional"
-- n = "hires"
-- note = "A month with too few hires to say is a gap"
--
-- [people]
-- nobody = ["month"]
-- counts = { hires = [] }
--
-- [behind]
-- where = """
--   hired_at >= $since and hired_at < $until
--   and days_to_hire >= 0
--   and cast(date_trunc('month', hired_at) as date) = $row_month
-- """
-- count = "hires"
--
-- [[checks]]
-- name = "the median lies in the middle half"
-- assert = "median_days is null or median_days between p25_days and p75_days"
--
-- [[checks]]
-- name = "a row per month"
-- unique = ["month"]
-- ///
with
months_of_hire as (
  select
    cast(date_trunc('month', hired_at) as date) as month,
    count(*) as hires,
    quantile_cont(days_to_hire, 0.25) as p25_days,
    quantile_cont(days_to_hire, 0.5) as median_days,
    quantile_cont(days_to_hire, 0.75) as p75_days
  from applications
  where hired_at >= $since
    and hired_at < $until
    and days_to_hire >= 0
  group by cast(date_trunc('month', hired_at) as date)
),
months as (
  select cast(unnest(generate_series(min(month), max(month), interval 1 month)) as date) as month
  from months_of_hire
)
select
  months.month,
  coalesce(months_of_hire.hires, 0) as hires,
  case when months_of_hire.hires >= $minimum_n then months_of_hire.p25_days end as p25_days,
  case when months_of_hire.hires >= $minimum_n then months_of_hire.median_days end as median_days,
  case when months_of_hire.hires >= $minimum_n then months_of_hire.p75_days end as p75_days,
  case when coalesce(months_of_hire.hires, 0) < $minimum_n then 'few' end as note,
  months.month + interval 1 month > $as_of + interval 1 day as provisional
from months
left join months_of_hire on months_of_hire.month = months.month
order by months.month
