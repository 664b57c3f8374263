-- /// query
-- title = "Applications"
-- question = "How many applications arrived in the period?"
-- basis = "applications received in the period"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, counts spread as neighbouring weeks do (quasi-Poisson)"
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
months_of_application as (
  select
    cast(date_trunc('month', applied_at) as date) as month,
    count(*) as applications
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by cast(date_trunc('month', applied_at) as date)
),
period as (
  select cast(coalesce(sum(applications), 0) as bigint) as applications
  from months_of_application
),
period_before as (
  select case when $compare_since is not null then count(*) end as applications
  from applications
  where applied_at >= $compare_since
    and applied_at < $compare_until
),
periods as (
  select 'now' as period, $since as since, $until as until
  union all
  select 'before' as period, $compare_since as since, $compare_until as until
),
days as (
  select cast(applied_at as date) as day, count(*) as events
  from applications
  where (applied_at >= $since and applied_at < $until) or (applied_at >= $compare_since and applied_at < $compare_until)
  group by cast(applied_at as date)
),
weeks as (                -- whole ones
  select
    periods.period,
    floor(date_diff('day', periods.since, days.day) / 7) as week,
    cast(sum(days.events) as double) as events
  from days
  join periods on days.day >= periods.since and days.day < periods.until
  where 7 * floor(date_diff('day', periods.since, days.day) / 7) + 7 <= date_diff('day', periods.since, periods.until)
  group by periods.period, floor(date_diff('day', periods.since, days.day) / 7)
),
neighbours as (
  select
    week, events,
    lag(week) over (partition by period order by week) as week_before,
    lag(events) over (partition by period order by week) as events_before
  from weeks
),
dispersion as (           -- how much more neighbouring weeks differ than pure chance makes them: 1 is chance
  select
    case when count(week_before) >= 8 then greatest(1, sum(case
      when week = week_before + 1 then power(events - events_before, 2)
      when week_before is not null then power(events, 2) + power(events_before, 2)
    end) / nullif(sum(case when week_before is not null then events + events_before end), 0)) else 1 end as ratio
  from neighbours
),
noise as (                -- the score intervals of both counts, squared and added
  select
    differs(
      period.applications, count_low(period.applications, dispersion.ratio), count_high(period.applications, dispersion.ratio),
      period_before.applications, count_low(period_before.applications, dispersion.ratio), count_high(period_before.applications, dispersion.ratio)
    ) as more_than_noise
  from period
  cross join period_before
  cross join dispersion
)
select
  whole_months.month,
  case when whole_months.month is not null then coalesce(months_of_application.applications, 0) end as monthly_applications,
  period.applications,
  period_before.applications as applications_before,
  noise.more_than_noise
from period
cross join period_before
cross join noise
left join whole_months on true
left join months_of_application on months_of_application.month = whole_months.month
order by whole_months.month
