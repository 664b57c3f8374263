-- /// query
-- title = "Conversion by month, and what is still to come"
-- question = "How much of each month's conversion can be seen yet, and where will it end?"
-- basis = "applications of the period by month, hires known at the as-of date"
-- source = "Maturity: mean over the month's applications of curve(age) / curve(last day), from the Aalen-Johansen curve of every application up to the as-of date; its later days rest on mature months alone. Expected rate: hires / (applications x maturity), interval: Wilson 95% of hires / applications divided by maturity (the curve itself is taken as known)"
--
-- [columns.measure]
-- label = "Counted"
-- values = ["So far", "Expected in the end"]
-- [columns.hire_rate]
-- label = "Hired of those who applied"
-- [columns.low]
-- format = "percent"
-- [columns.high]
-- format = "percent"
-- [columns.maturity]
-- label = "Hires to expect by now"
-- format = "percent"
-- help = "Share of the month's eventual hires that the age of its applications lets us expect to have seen"
-- [columns.is_immature]
-- label = "Immature"
-- help = "Fewer than nine of ten eventual hires can have been seen"
-- [columns.under_way]
-- label = "Still under way"
--
-- [chart]
-- type = "bar"
-- x = "month"
-- y = "hire_rate"
-- color = "measure"
-- low = "low"
-- high = "high"
-- provisional = "is_immature"
-- n = "applications"
--
-- [people]
-- nobody = ["month"]
-- apart = ["measure"]
-- [people.counts]
-- applications = ["maturity", "hire_rate", "low", "high"]
-- hires = ["hire_rate", "low", "high"]
-- under_way = []
--
-- [[checks]]
-- name = "a rate lies inside its interval"
-- assert = "coalesce(low <= hire_rate + 1e-12 and hire_rate <= high, true)"
-- [[checks]]
-- name = "maturity is a share"
-- assert = "coalesce(maturity between 0 and 1, true)"
-- [[checks]]
-- name = "a row per month and measure"
-- unique = ["month", "measure"]
-- ///
with aged as (            -- an application up to the as-of date
  select
    case when applied_at >= $since then cast(date_trunc('month', applied_at) as date) end as month,
    date_diff('day', cast(applied_at as date), $as_of) as age,
    days_to_hire, days_observed, status
  from applications
  where applied_at < $until
    and not (status = 'hired' and hired_at is null)
),
followed as (             -- the day that it was last seen on, and how it stood then
  select
    month, age,
    least(coalesce(days_to_hire, days_observed), age) as day,
    days_to_hire <= age as is_hired,
    days_to_hire is null and status in ('rejected', 'withdrawn') and days_observed <= age as is_out
  from aged
),
counted as (              -- applications of a month and age that were last seen on a day
  select
    month, age, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_hired) as double) as hires,
    cast(count(*) filter (where is_out) as double) as exits
  from followed
  where day >= 0
  group by month, age, day
),
days as (                 -- a day since application
  select day, sum(last_seen) as last_seen, sum(hires) as hires, sum(exits) as exits
  from counted
  group by day
),
risk as (
  select
    day, hires, exits,
    sum(last_seen) over (order by day rows between current row and unbounded following) as at_risk
  from days
),
waiting as (              -- the probability of being neither hired nor out before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - hires - exits, 0) / at_risk))
      over (order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select
    day,
    sum(still_in * hires / at_risk) over (order by day rows unbounded preceding) as hired_share,
    lead(day) over (order by day) as next_day
  from waiting
),
final as (
  select max(hired_share) as hired_share from curve
),
known_hires as (
  select coalesce(sum(hires), 0) as hires from days
),
ages as (
  select month, age, sum(last_seen) as applications, sum(hires) as hires, sum(exits) as exits
  from counted
  where month is not null
  group by month, age
),
months as (
  select
    ages.month,
    sum(ages.applications) as applications,
    sum(ages.hires) as hires,
    sum(ages.applications - ages.hires - ages.exits) as under_way,
    sum(ages.applications * coalesce(curve.hired_share / nullif(final.hired_share, 0), 0) order by ages.age)
      / sum(ages.applications) as maturity
  from ages
  cross join final
  left join curve on ages.age >= curve.day and (ages.age < curve.next_day or curve.next_day is null)
  group by ages.month
),
rated as (
  select
    months.*,
    hires / applications as hire_rate,
    wilson_low(hires, applications) as low,
    wilson_high(hires, applications) as high
  from months
),
measured as (
  select 1 as place, 'So far' as measure, 1e0 as seen_share, rated.*
  from rated
  union all
  select 2 as place, 'Expected in the end' as measure, case when known_hires.hires >= $minimum_n then nullif(maturity, 0) end as seen_share, rated.*
  from rated
  cross join known_hires
)
select
  measured.month,
  measured.measure,
  cast(measured.applications as bigint) as applications,
  cast(measured.hires as bigint) as hires,
  cast(measured.under_way as bigint) as under_way,
  case when known_hires.hires >= $minimum_n then measured.maturity end as maturity,
  known_hires.hires < $minimum_n or measured.maturity < 0.9 as is_immature,
  case when measured.hire_rate < seen_share then measured.hire_rate / seen_share when seen_share > 0 then 1 end as hire_rate,
  case when measured.low < seen_share then measured.low / seen_share when seen_share > 0 then 1 end as low,
  case when measured.high < seen_share then measured.high / seen_share when seen_share > 0 then 1 end as high
from measured
cross join known_hires
order by measured.month, measured.place
