-- /// query
-- title = "When open seats should be filled"
-- question = "By when is each open seat likely to be filled, given how long it has been open?"
-- basis = "seats open at the as-of date, forecast from every seat opened before it"
-- population = "requisitions without a fixed number of seats (evergreen) are left out; days on hold do not count, where the export says them"
-- source = "The Aalen-Johansen curve of comparable seats beyond the age of the seat: chance = (curve(day) - curve(age)) / share still open at that age; the range holds the middle 80% of the fills still to come. Its past record: time_to_hire/forecast_record"
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
-- [columns.comparable]
-- label = "Compared with"
-- values = ["every role"]
-- [columns.comparable_filled]
-- label = "of which filled"
-- format = "integer"
-- [columns.early_on]
-- label = "Early: 1 in 10"
-- [columns.middle_on]
-- label = "Middle"
-- [columns.late_on]
-- label = "Late: 9 in 10"
-- [columns.fill_chance]
-- label = "Chance of being filled at all"
-- format = "percent"
-- [columns.target_start_on]
-- label = "Target start"
-- [columns.target_chance]
-- label = "Chance of being filled by then"
-- format = "percent"
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few filled seats to say ({comparable_filled})"
-- older = "Older than any comparable seat when it was filled"
-- late = "Likely to miss its target start"
-- usual = "Within the usual range"
--
-- [chart]
-- type = "table"
-- columns = ["title", "country", "days_open", "early_on", "middle_on", "late_on", "target_start_on", "target_chance", "note"]
--
-- [people]
-- nobody = ["opened_on", "days_open", "early_on", "middle_on", "late_on", "fill_chance", "target_start_on", "target_chance", "comparable_filled"]
--
-- [[checks]]
-- name = "the range is in order and ahead"
-- assert = "coalesce(opened_on + cast(days_open as integer) < early_on and early_on <= middle_on and middle_on <= late_on, true)"
-- [[checks]]
-- name = "a chance lies between 0 and 1"
-- assert = "coalesce(fill_chance between 0 and 1 and target_chance between 0 and 1, true)"
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
),
later as (                -- a seat and a day of the curve beyond its age: the share of its fills to come that are done by then
  select
    aged.account,
    aged.opening_id,
    curve.day,
    curve.filled_share - aged.filled_share as more,
    (curve.filled_share - aged.filled_share) / nullif(aged.final_share - aged.filled_share, 0) as of_those_to_come,
    aged.day + date_diff('day', $as_of, aged.target_start_on) as target_day
  from aged
  join curve on curve.comparable = aged.comparable and curve.day > aged.day
),
ranges as (
  select
    account,
    opening_id,
    min(day) filter (where of_those_to_come >= 0.1 - 1e-12) as early_day,
    min(day) filter (where of_those_to_come >= 0.5 - 1e-12) as middle_day,
    min(day) filter (where of_those_to_come >= 0.9 - 1e-12) as late_day,
    max(more) filter (where day <= target_day) as more_by_target
  from later
  group by account, opening_id
),
forecast as (
  select
    aged.*,
    cast(aged.opened_at as date) as opened_on,
    ranges.early_day,
    ranges.middle_day,
    ranges.late_day,
    least((aged.final_share - aged.filled_share) / nullif(aged.open_share, 0), 1) as fill_chance,
    case when aged.target_start_on is not null
      then least(coalesce(ranges.more_by_target, 0) / nullif(aged.open_share, 0), 1) end as target_chance,
    aged.comparable_filled >= $minimum_n as is_enough
  from aged
  left join ranges on ranges.account = aged.account and ranges.opening_id = aged.opening_id
)
select
  account,
  opening_id,
  title,
  country,
  role_family,
  opened_on,
  day as days_open,
  case when is_enough then $as_of + cast(early_day - day as integer) end as early_on,
  case when is_enough then $as_of + cast(middle_day - day as integer) end as middle_on,
  case when is_enough then $as_of + cast(late_day - day as integer) end as late_on,
  case when is_enough then fill_chance end as fill_chance,
  target_start_on,
  case when is_enough then target_chance end as target_chance,
  comparable,
  cast(comparable_filled as bigint) as comparable_filled,
  case
    when not is_enough then 'few'
    when early_day is null then 'older'
    when target_chance < 0.5 then 'late'
    else 'usual'
  end as note
from forecast
order by coalesce(target_chance, fill_chance), account, opening_id
