-- /// query
-- title = "Open seats against the usual time to fill"
-- question = "Which open seats are already slower than most comparable ones?"
-- basis = "seats open at the as-of date, against every seat opened before it"
-- population = "requisitions without a fixed number of seats (evergreen) are left out; days on hold do not count, where the export says them"
-- source = "Share of the final value of the Aalen-Johansen curve that comparable seats had reached at this age (cancellation competes, open seats are censored)"
-- needs = ["has_openings"]
-- not_monotone = ["comparable_filled"] # of the closest group that has enough of them
--
-- [params.min_alike]
-- type = "number"
-- label = "Filled seats of a role family to compare within it"
-- default = 30
-- help = "A role family with fewer is compared with every role: ranges from fewer seats hold too seldom"
--
-- [columns.days_open]
-- label = "Open for"
-- [columns.faster_share]
-- label = "Comparable seats filled by this age"
-- help = "Of the comparable seats that get filled at all"
-- [columns.comparable]
-- label = "Compared with"
-- values = ["every role"]
-- [columns.comparable_filled]
-- label = "of which filled"
-- format = "integer"
-- [columns.verdict]
-- label = "In words"
-- [columns.verdict.texts]
-- few = "Too few filled seats to say ({comparable_filled})"
-- slowest = "Slower than 90%"
-- slow = "Slower than 75%"
-- usual = "In the usual range"
--
-- [chart]
-- type = "table"
-- columns = ["title", "country", "role_family", "opened_on", "days_open", "faster_share", "comparable", "comparable_filled", "verdict"]
-- bars = ["faster_share"]
--
-- [people]
-- nobody = ["opened_on", "days_open", "faster_share", "comparable_filled"]
--
-- [[checks]]
-- name = "one row a seat"
-- unique = ["account", "opening_id"]
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
)
select
  account,
  opening_id,
  title,
  country,
  role_family,
  cast(opened_at as date) as opened_on,
  day as days_open,
  case when comparable_filled >= $minimum_n then filled_share / final_share end as faster_share,
  comparable,
  cast(comparable_filled as bigint) as comparable_filled,
  case
    when comparable_filled < $minimum_n then 'few'
    when filled_share >= 0.9 * final_share then 'slowest'
    when filled_share >= 0.75 * final_share then 'slow'
    else 'usual'
  end as verdict
from aged
order by days_open desc, account, opening_id
