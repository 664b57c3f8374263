-- /// query
-- title = "Rates told apart"
-- question = "Which sources, or countries, differ beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "The shrunk rates and intervals of _shared/rates_compared; only what is more than noise"
--
-- [people]
-- nobody = ["place", "groups"]
-- not_added = ["hires"]
-- counts = { hires = [] }
--
-- [[checks]]
-- name = "a row per place"
-- unique = ["place"]
-- ///
with compared as (
  select * from "_shared/rates_compared"
),
judged as (               -- the clearest first on either side of the whole
  select
    coalesce(name, 'Not stated') as name,
    hires, hire_rate_shrunk, pooled_rate,
    case when verdict = 'above' then 1 else 2 end as side,
    row_number() over (
      partition by verdict
      order by abs(ln(hire_rate_shrunk / nullif(pooled_rate, 0))) desc, applications desc, name nulls last
    ) as turn
  from compared
  where verdict <> 'same' and hire_rate_shrunk > 0 and (hires >= $minimum_n or verdict = 'below')
),
whole as (
  select count(*) as groups, coalesce(sum(hires), 0) as hires
  from compared
),
said as (
  select
    10 * side + turn as place,
    case when side = 1 then 'more' else 'less' end as sentence,
    name, hire_rate_shrunk, pooled_rate, hires, cast(null as bigint) as groups
  from judged
  where turn <= 2
  union all
  select
    90 as place,
    case when whole.hires < $minimum_n then 'few' else 'alike' end as sentence,
    cast(null as varchar) as name, null as hire_rate_shrunk, null as pooled_rate, whole.hires, whole.groups
  from whole
  where whole.hires < $minimum_n or (whole.groups > 1 and not exists (select 1 from judged))
)
select
  place,
  sentence,
  name,
  hire_rate_shrunk,
  pooled_rate,
  cast(hires as bigint) as hires,
  groups
from said
order by place
