-- /// query
-- title = "Time to hire"
-- question = "In how many days from application to accepted offer was half of the period's hires made?"
-- basis = "hires in the period"
-- source = "Change beyond chance: 95 % interval of the difference of two medians as in overview/changes (Price and Bonett 2002)"
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
-- [behind]
-- where = "hired_at >= $since and hired_at < $until and days_to_hire >= 0"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "median_days is null or median_days >= 0"
-- ///
with
months as (
  select cast(unnest(generate_series(date_trunc('month', $since), $until, interval 1 month)) as date) as month
),
whole_months as (
  select month
  from months
  where month >= $since
    and month + interval 1 month <= $until
),
hires as (
  select
    cast(date_trunc('month', hired_at) as date) as month,
    days_to_hire
  from applications
  where hired_at >= $since
    and hired_at < $until
    and days_to_hire >= 0
),
months_of_hire as (
  select month, quantile_cont(days_to_hire, 0.5) as median_days
  from hires
  group by month
),
period as (
  select count(*) as hires, quantile_cont(days_to_hire, 0.5) as median_days
  from hires
),
period_before as (
  select count(*) as hires, quantile_cont(days_to_hire, 0.5) as median_days
  from applications
  where hired_at >= $compare_since
    and hired_at < $compare_until
    and days_to_hire >= 0
),
times as (
  select
    hired_at >= $since and hired_at < $until as is_now,
    days_to_hire as days,
    cast(count(*) as double) as hires
  from applications
  where days_to_hire >= 0
    and ((hired_at >= $since and hired_at < $until) or (hired_at >= $compare_since and hired_at < $compare_until))
  group by hired_at >= $since and hired_at < $until, days_to_hire
),
ranked as (
  select
    is_now, days,
    sum(hires) over (partition by is_now order by days rows unbounded preceding) as upto,
    sum(hires) over (partition by is_now) as n
  from times
),
order_statistics as (     -- as far from both ends: rank r = (n + 1 - z sqrt(n)) / 2, rounded down
  select
    is_now, n, z,
    floor((n + 1 - z * sqrt(n)) / 2) as place,
    min(case when upto >= floor((n + 1 - z * sqrt(n)) / 2) then days end) as lower,
    min(case when upto >= n + 1 - floor((n + 1 - z * sqrt(n)) / 2) then days end) as upper
  from ranked
  cross join (select 1.959963984540054e0 as z) as normal_quantile
  where n >= 6
  group by is_now, n, z
),
deviations as (           -- Price and Bonett: the two lie (n + 1 - 2 r) / sqrt(n) standard errors on either side
  select z * sqrt(sum(power((upper - lower) / 2 * sqrt(n) / (n + 1 - 2 * place), 2))) as reach
  from order_statistics
  group by z
  having count(*) = 2
),
noise as (
  select abs(period.median_days - period_before.median_days) > deviations.reach as more_than_noise
  from period
  cross join period_before
  cross join deviations
)
select
  whole_months.month,
  months_of_hire.median_days as monthly_median_days,
  case when period.hires >= $minimum_n then period.median_days end as median_days,
  period.hires,
  case when period_before.hires >= $minimum_n then period_before.median_days end as median_days_before,
  case when period_before.median_days is not null then coalesce(noise.more_than_noise, false) end as more_than_noise
from period
cross join period_before
left join noise on true
left join whole_months on true
left join months_of_hire on months_of_hire.month = whole_months.month
order by whole_months.month
