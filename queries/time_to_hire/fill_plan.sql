-- /// query
-- title = "How many open seats will be filled by when"
-- question = "How many of today's open seats will be filled in the next weeks and months, and how likely is the plan?"
-- basis = "seats open at the as-of date, forecast from every seat opened before it; seats that open later are not in it"
-- population = "requisitions without a fixed number of seats (evergreen) are left out; days on hold do not count, where the export says them"
-- source = "Each seat is filled by a day with the chance of time_to_hire/fill_forecast; their sum is Poisson-binomial, its middle 95% and the chance of the plan by the normal approximation with continuity correction; normal distribution by 1 / (1 + exp(-1.5976 x - 0.07056 x^3)), error below 0.00015 (Bowling et al. 2009)"
-- needs = ["has_openings"]
--
-- [params.plan]
-- type = "number"
-- label = "Planned: seats to fill (0: no plan)"
-- default = 0
-- [params.min_alike]
-- type = "number"
-- label = "Filled seats of a role family to compare within it"
-- default = 30
-- help = "A role family with fewer is compared with every role: ranges from fewer seats hold too seldom"
--
-- [columns.by_on]
-- label = "By"
-- [columns.horizon_days]
-- label = "In"
-- [columns.expected]
-- label = "Seats filled"
-- format = "decimal"
-- [columns.low]
-- format = "decimal"
-- [columns.high]
-- format = "decimal"
-- [columns.planned]
-- label = "Plan"
-- format = "integer"
-- [columns.plan_chance]
-- label = "Chance of the plan"
-- format = "percent"
-- [columns.open_seats]
-- label = "Open now"
--
-- [chart]
-- type = "line"
-- x = "by_on"
-- y = "expected"
-- low = "low"
-- high = "high"
-- n = "open_seats"
--
-- [people]
-- nobody = ["horizon_days", "by_on", "open_seats", "expected", "low", "high", "planned", "plan_chance"]
--
-- [[checks]]
-- name = "no more seats than are open"
-- assert = "0 <= low and low <= expected and expected <= high and high <= open_seats"
-- [[checks]]
-- name = "a row per horizon"
-- unique = ["horizon_days"]
-- ///
with followed as (        -- a seat: the day that it was last seen on, and how it stood then
  select
    account, opening_id, title, country, role_family, opened_at, target_start_on, is_evergreen,
    least(
      case when status = 'filled' then date_diff('day', cast(opened_at as date), cast(filled_at as date)) else days_open end,
      date_diff('day', cast(opened_at as date), $as_of)
    ) - coalesce(held_days, 0) as day,
    status = 'filled' and cast(filled_at as date) <= $as_of as is_filled,
    status = 'cancelled' and cast(closed_at as date) <= $as_of as is_cancelled
  from openings
  where not (status = 'filled' and filled_at is null)
),
known as (                -- a seat stands in two groups: its role family, and every role
  select coalesce(cast(role_family as varchar), 'unspecified') as comparable, day, is_filled, is_cancelled
  from followed
  where day >= 0
  union all
  select 'every role' as comparable, day, is_filled, is_cancelled
  from followed
  where day >= 0
),
days as (                 -- a day since opening in a group
  select
    comparable, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_filled) as double) as filled,
    cast(count(*) filter (where is_cancelled) as double) as cancelled
  from known
  group by comparable, day
),
risk as (
  select
    comparable, day, filled, cancelled,
    sum(last_seen) over (partition by comparable order by day rows between current row and unbounded following) as at_risk,
    sum(filled) over (partition by comparable) as filled_in_all
  from days
),
waiting as (              -- the probability of being neither filled nor cancelled before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - filled - cancelled, 0) / at_risk))
      over (partition by comparable order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (                -- by the end of the day: filled, and neither filled nor cancelled
  select
    comparable, day, filled_in_all,
    sum(still_in * filled / at_risk) over (partition by comparable order by day rows unbounded preceding) as filled_share,
    still_in * (at_risk - filled - cancelled) / at_risk as open_share
  from waiting
),
last_values as (
  select comparable, max(filled_in_all) as filled_in_all, max(filled_share) as filled_share
  from curve
  group by comparable
),
open_seats as (           -- compared with its role family where enough of those are filled
  select
    followed.*,
    case when last_values.filled_in_all >= $min_alike then last_values.comparable else 'every role' end as comparable
  from followed
  join last_values on last_values.comparable = coalesce(cast(followed.role_family as varchar), 'unspecified')
  where not is_filled and not is_cancelled and not coalesce(is_evergreen, false) and day >= 0
),
aged as (                 -- with the curve at its age and at its end
  select
    open_seats.*,
    curve.filled_share,
    curve.open_share,
    last_values.filled_share as final_share,
    last_values.filled_in_all as comparable_filled
  from open_seats
  join curve on curve.comparable = open_seats.comparable and curve.day = open_seats.day
  join last_values on last_values.comparable = open_seats.comparable
),
horizons as (
  select *
  from (values (30), (60), (90), (120), (180)) as horizons (horizon_days)
),
spans as (
  select *, lead(day) over (partition by comparable order by day) as next_day
  from curve
),
chances as (              -- a seat and a horizon
  select
    horizons.horizon_days,
    least((spans.filled_share - aged.filled_share) / nullif(aged.open_share, 0), 1) as chance
  from aged
  cross join horizons
  join spans
    on spans.comparable = aged.comparable
    and spans.day <= aged.day + horizons.horizon_days
    and (spans.next_day > aged.day + horizons.horizon_days or spans.next_day is null)
  where aged.comparable_filled >= $minimum_n
),
sums as (
  select
    horizons.horizon_days,
    cast(count(chances.chance) as double) as open_seats,
    coalesce(sum(chances.chance order by chances.chance), 0) as expected,
    coalesce(sum(chances.chance * (1 - chances.chance) order by chances.chance), 0) as variance
  from horizons
  left join chances on chances.horizon_days = horizons.horizon_days
  group by horizons.horizon_days
),
planned as (              -- how many deviations the plan, less half a seat, lies below the expected number
  select *, (expected - $plan + 0.5) / nullif(sqrt(variance), 0) as ease
  from sums
)
select
  horizon_days,
  $as_of + horizon_days as by_on,
  cast(open_seats as bigint) as open_seats,
  expected,
  greatest(expected - margin_95(variance), 0) as low,
  least(expected + margin_95(variance), open_seats) as high,
  case when $plan > 0 then $plan end as planned,
  case
    when $plan <= 0 then null
    when $plan > open_seats then 0
    when variance = 0 then case when expected >= $plan - 0.5 then 1 else 0 end
    else 1 / (1 + exp(-1.5976 * ease - 0.07056 * ease * ease * ease))
  end as plan_chance
from planned
order by horizon_days
