-- /// query
-- title = "Time to hire"
-- question = "In how many days from application to accepted offer was half of the period's hires made?"
-- basis = "hires in the period"
-- source = "Change beyond chance: 95% interval of the difference of two medians as in overview/changes (Price and Bonett 2002)"
--
-- [columns.median_days]
-- label = "Median time to hire"
--
-- [columns.median_days_before]
-- label = "In the period compared with"
--
-- [columns.monthly_median_days]
-- help = "By month of hire; whole months of the period only"
--
-- [columns.people_before]
-- label = "People before"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "median_days"
-- previous = "median_days_before"
-- spark = "monthly_median_days"
-- good = "down"
-- significant = "more_than_noise"
-- n = "hires"
--
-- [people]
-- nobody = ["month"]
-- not_added = ["hires", "people_before"]
-- [people.counts]
-- monthly_hires = ["monthly_median_days"]
-- hires = ["median_days"]
-- people_before = ["median_days_before"]
--
-- [behind]
-- where = "hired_at >= $since and hired_at < $until and days_to_hire >= 0"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "median_days is null or median_days >= 0"
-- ///
with
figure as (              -- one row, also where there is nothing to compute the figure from
  select
    max(value) filter (where n >= $minimum_n) as median_days,
    coalesce(max(n), 0) as hires,
    max(people_before) as people_before,
    max(previous) filter (where n_before >= $minimum_n) as median_days_before,
    case when count(previous) > 0 then coalesce(bool_or(more_than_noise), false) end as more_than_noise
  from "overview/changes"
  where kpi = 'median_time_to_hire'
),
months as (
  select cast(unnest(generate_series(date_trunc('month', $since), $until, interval 1 month)) as date) as month
),
whole_months as (
  select month
  from months
  where month >= $since
    and month + interval 1 month <= $until
),
months_of_hire as (
  select
    cast(date_trunc('month', hired_at) as date) as month,
    count(*) as hires,
    quantile_cont(days_to_hire, 0.5) as median_days
  from applications
  where hired_at >= $since
    and hired_at < $until
    and days_to_hire >= 0
  group by cast(date_trunc('month', hired_at) as date)
)
select
  whole_months.month,
  months_of_hire.median_days as monthly_median_days,
  months_of_hire.hires as monthly_hires,
  figure.median_days,
  figure.hires,
  figure.median_days_before,
  figure.people_before,
  figure.more_than_noise
from figure
left join whole_months on true
left join months_of_hire on months_of_hire.month = whole_months.month
order by whole_months.month
