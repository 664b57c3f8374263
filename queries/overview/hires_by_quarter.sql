-- /// query
-- title = "Hires by quarter"
-- question = "Does hiring keep up with its target, quarter by quarter?"
-- basis = "hires in the period, whenever they applied"
--
-- [params.target]
-- type = "number"
-- label = "Target: hires a quarter (0: none)"
-- default = 0
--
-- [columns.quarter]
-- label = "Quarter from"
-- format = "month"
-- [columns.is_open]
-- label = "Not over yet"
-- [columns.target_share]
-- label = "Of the target"
--
-- [chart]
-- type = "bar"
-- x = "quarter"
-- y = "hires"
-- provisional = "is_open"
-- goal = "target"
--
-- [[checks]]
-- name = "a row per quarter"
-- unique = ["quarter"]
-- ///
with quarters as (
  select cast(unnest(generate_series(date_trunc('quarter', $since), cast($until - 1 as timestamp), interval 3 month)) as date) as quarter
),
made as (
  select cast(date_trunc('quarter', hired_at) as date) as quarter, count(*) as hires
  from applications
  where hired_at >= $since and hired_at < $until
  group by cast(date_trunc('quarter', hired_at) as date)
),
last_days as (
  select least($as_of, $until - 1) as last_day
)
select
  quarters.quarter,
  coalesce(made.hires, 0) as hires,
  case when $target > 0 then $target end as target,
  coalesce(made.hires, 0) / nullif($target, 0) as target_share,
  cast(date_trunc('quarter', last_days.last_day + 1) as date) = quarters.quarter as is_open
from quarters
cross join last_days
left join made on made.quarter = quarters.quarter
order by quarters.quarter
