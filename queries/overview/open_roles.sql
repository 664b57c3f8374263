-- /// query
-- title = "Open roles"
-- question = "How many seats are open at the end of the period?"
-- basis = "openings open on the last day of the period"
-- source = "Change beyond chance: 95% interval of the difference of two Poisson counts as in overview/changes (MOVER, Zou and Donner 2008)"
-- needs = ["has_openings"]
--
-- [columns.open_roles_before]
-- label = "At the end of the period compared with"
--
-- [columns.monthly_open_roles]
-- help = "At the end of each whole month of the period"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "open_roles"
-- previous = "open_roles_before"
-- spark = "monthly_open_roles"
-- good = "none"
-- significant = "more_than_noise"
--
-- [people]
-- nobody = ["month", "monthly_open_roles", "open_roles", "open_roles_before"]
--
-- [[checks]]
-- name = "a count is never below zero"
-- assert = "open_roles >= 0"
-- ///
with
figure as (
  select cast(value as bigint) as open_roles, cast(previous as bigint) as open_roles_before, more_than_noise
  from "overview/changes"
  where kpi = 'open_roles'
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
month_ends as (
  select whole_months.month, count(openings.opening_id) as open_roles
  from whole_months
  left join openings
    on openings.opened_at < whole_months.month + interval 1 month
    and (openings.status = 'open' or openings.closed_at >= whole_months.month + interval 1 month)
  group by whole_months.month
)
select
  month_ends.month,
  month_ends.open_roles as monthly_open_roles,
  figure.open_roles,
  figure.open_roles_before,
  figure.more_than_noise
from figure
left join month_ends on true
order by month_ends.month
