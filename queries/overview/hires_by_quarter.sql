-- /// query
-- title = "Hires by quarter"
-- question = "Does hiring keep up with its target, quarter by quarter?"
-- basis = "hires in the quarters that the period touches, up to its last day, whenever they applied"
-- population = "targets by country are added up in quarters where each hire was made in a country that has one"
--
-- [params.target]
-- type = "number"
-- label = "Target: hires a quarter (0: none)"
-- default = 0
-- help = "For quarters of which the targets file says nothing"
--
-- [columns.quarter]
-- label = "Quarter from"
-- format = "month"
-- [columns.is_open]
-- label = "Not over yet"
-- [columns.target]
-- format = "integer"
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
-- [people]
-- nobody = ["quarter", "target"]
-- counts = { hires = [] }
--
-- [behind]
-- where = "cast(date_trunc('quarter', hired_at) as date) = $row_quarter and hired_at < $until"
-- count = "hires"
--
-- [[checks]]
-- name = "a row per quarter"
-- unique = ["quarter"]
-- ///
with quarters as (
  select cast(unnest(generate_series(date_trunc('quarter', $since), cast($until - 1 as timestamp), interval 3 month)) as date) as quarter
),
made as (
  select
    cast(date_trunc('quarter', hired_at) as date) as quarter,
    cast(country as varchar) as country,
    count(*) as hires
  from applications
  where hired_at >= date_trunc('quarter', $since) and hired_at < $until
  group by cast(date_trunc('quarter', hired_at) as date), cast(country as varchar)
),
aimed as (                -- a quarter's target for all countries, and the sum of those by country
  select
    quarter_start as quarter,
    max(value) filter (where country is null) as of_all,
    sum(value) filter (where country is not null) as of_countries
  from targets
  where measure = 'hires'
  group by quarter_start
),
counted as (              -- of a quarter's hires, those made where no target is set
  select
    made.quarter,
    sum(made.hires) as hires,
    sum(case when targets.value is null then made.hires else 0 end) as hires_beside
  from made
  left join targets
    on targets.measure = 'hires' and targets.quarter_start = made.quarter and targets.country = made.country
  group by made.quarter
),
last_days as (
  select least($as_of, $until - 1) as last_day
),
compared as (
  select
    quarters.quarter,
    cast(coalesce(counted.hires, 0) as bigint) as hires,
    coalesce(
      aimed.of_all,
      case when coalesce(counted.hires_beside, 0) = 0 then aimed.of_countries end,
      case when $target > 0 then $target end
    ) as target,
    cast(date_trunc('quarter', last_days.last_day + 1) as date) = quarters.quarter as is_open
  from quarters
  cross join last_days
  left join counted on counted.quarter = quarters.quarter
  left join aimed on aimed.quarter = quarters.quarter
)
select
  quarter,
  hires,
  target,
  hires / nullif(target, 0) as target_share,
  is_open
from compared
order by quarter
