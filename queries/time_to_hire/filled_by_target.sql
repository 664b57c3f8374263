-- /// query
-- title = "Filled within the target, by role family"
-- question = "What share of seats is filled by the target day, counting those still open?"
-- basis = "openings opened in the period, followed to the as-of date; days on hold do not count, where the export says them"
-- source = "The Aalen-Johansen curve of time_to_hire/time_to_fill within each role family, read at the target day; 95% band on the log(-log) scale, delta-method variance (Marubini and Valsecchi 1995, eq. 10.12)"
-- needs = ["has_openings"]
--
-- [params.target_days]
-- type = "number"
-- label = "Target: days to fill a seat"
-- default = 60
-- help = "For role families of which the targets file says nothing"
--
-- [columns.target_days]
-- label = "Target day"
-- [columns.filled_share]
-- label = "Filled by the target day"
-- [columns.low]
-- format = "percent"
-- [columns.high]
-- format = "percent"
-- [columns.late]
-- label = "Open beyond the target"
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few filled seats to say ({filled})."
--
-- [chart]
-- type = "dot_interval"
-- x = "filled_share"
-- y = "role_family"
-- low = "low"
-- high = "high"
-- n = "openings"
--
-- [people]
-- nobody = ["target_days", "openings", "filled", "late", "filled_share", "low", "high"]
--
-- [[checks]]
-- name = "a share lies inside its band"
-- assert = "coalesce(low <= filled_share and filled_share <= high, true)"
-- [[checks]]
-- name = "a row per role family"
-- unique = ["role_family"]
-- ///
with followed as (        -- a seat opened in the period: the day that it was last seen on, and how it stood then
  select
    role_family,
    least(
      case when status = 'filled' then date_diff('day', cast(opened_at as date), cast(filled_at as date)) else days_open end,
      date_diff('day', cast(opened_at as date), $as_of)
    ) - coalesce(held_days, 0) as day,
    status = 'filled' and cast(filled_at as date) <= $as_of as is_filled,
    status = 'cancelled' and cast(closed_at as date) <= $as_of as is_cancelled
  from openings
  where opened_at >= $since and opened_at < $until
    and not (status = 'filled' and filled_at is null)
),
days as (                 -- a day since opening in a role family
  select
    role_family, day,
    cast(count(*) as double) as last_seen,
    cast(count(*) filter (where is_filled) as double) as filled,
    cast(count(*) filter (where is_cancelled) as double) as cancelled
  from followed
  where day >= 0
  group by role_family, day
),
risk as (
  select
    role_family, day, last_seen, filled, cancelled,
    sum(last_seen) over (partition by role_family order by day rows between current row and unbounded following) as at_risk
  from days
),
waiting as (              -- the probability of being neither filled nor cancelled before the day
  select
    *,
    exp(coalesce(sum(ln(nullif(at_risk - filled - cancelled, 0) / at_risk))
      over (partition by role_family order by day rows between unbounded preceding and 1 preceding), 0)) as still_in
  from risk
),
curve as (
  select *, sum(still_in * filled / at_risk) over (partition by role_family order by day rows unbounded preceding) as filled_share
  from waiting
),
aimed as (                -- a role family's own target, else that of every other, else the card's
  select
    families.role_family,
    coalesce(own.value, every_other.value, $target_days) as target_days
  from (select distinct role_family from risk) as families
  left join targets as own
    on own.measure = 'time_to_fill' and own.role_family = cast(families.role_family as varchar)
  left join targets as every_other
    on every_other.measure = 'time_to_fill' and every_other.role_family is null
),
ahead as (                -- fills still to come up to the target day, and what a day before it adds to the variance
  select
    curve.*,
    max(filled_share) over (partition by curve.role_family) - filled_share as to_come,
    coalesce((filled + cancelled) / (at_risk * nullif(at_risk - filled - cancelled, 0)), 0) as of_leaving,
    still_in * still_in * filled * (at_risk - filled) / (at_risk * at_risk * at_risk) as of_filling,
    still_in * filled / (at_risk * at_risk) as of_both
  from curve
  join aimed on aimed.role_family is not distinct from curve.role_family
  where day <= aimed.target_days
),
reached as (
  select
    role_family,
    max(filled_share) as filled_share,
    sum(to_come * to_come * of_leaving + of_filling - 2 * to_come * of_both) as variance
  from ahead
  group by role_family
),
families as (
  select
    risk.role_family,
    aimed.target_days,
    sum(last_seen) as openings,
    sum(filled) as filled,
    sum(case when day > aimed.target_days then last_seen - filled - cancelled else 0 end) as late
  from risk
  join aimed on aimed.role_family is not distinct from risk.role_family
  group by risk.role_family, aimed.target_days
),
judged as (
  select
    families.*,
    families.filled >= $minimum_n as is_enough,
    coalesce(reached.filled_share, 0) as filled_share,
    reached.variance
  from families
  left join reached on reached.role_family is not distinct from families.role_family
)
select
  role_family,
  target_days,
  cast(openings as bigint) as openings,
  cast(filled as bigint) as filled,
  cast(late as bigint) as late,
  case when is_enough then least(filled_share, 1) end as filled_share,
  case when is_enough then loglog_low(filled_share, variance) end as low,
  case when is_enough then loglog_high(filled_share, variance) end as high,
  case when not is_enough then 'few' end as note
from judged
order by openings desc, role_family nulls last
