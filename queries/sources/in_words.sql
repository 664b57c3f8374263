-- /// query
-- title = "In words"
-- question = "Which sources differ beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "The shrunk rates and intervals of sources/comparison; only what is more than noise"
--
-- [columns.sentence.texts]
-- more = "{source}: {hire_rate_shrunk} of applications lead to a hire, more than over all sources ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- less = "{source}: {hire_rate_shrunk} of applications lead to a hire, less than over all sources ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- alike = "The {groups} sources cannot be told apart: their differences are no larger than chance makes them."
-- few = "Too few hires to compare sources ({hires})."
-- [columns.hire_rate_shrunk]
-- format = "percent"
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card = 'sources/comparison'"
-- ///
with judged as (          -- the clearest first on either side of the whole
  select
    coalesce(cast(source as varchar), 'Not stated') as source,
    hires, hire_rate_shrunk, pooled_rate,
    case when verdict = 'above' then 1 else 2 end as side,
    row_number() over (
      partition by verdict
      order by abs(ln(hire_rate_shrunk / nullif(pooled_rate, 0))) desc, applications desc, source nulls last
    ) as turn
  from "sources/comparison"
  where verdict <> 'same' and hire_rate_shrunk > 0 and (hires >= $minimum_n or verdict = 'below')
),
whole as (
  select count(*) as groups, coalesce(sum(hires), 0) as hires
  from "sources/comparison"
),
said as (
  select
    10 * side + turn as place,
    case when side = 1 then 'more' else 'less' end as sentence,
    source, hire_rate_shrunk, pooled_rate, hires, cast(null as bigint) as groups
  from judged
  where turn <= 2
  union all
  select
    90 as place,
    case when whole.hires < $minimum_n then 'few' else 'alike' end as sentence,
    cast(null as varchar) as source, null as hire_rate_shrunk, null as pooled_rate, whole.hires, whole.groups
  from whole
  where whole.hires < $minimum_n or (whole.groups > 1 and not exists (select 1 from judged))
)
select
  sentence,
  'sources/comparison' as card,
  source,
  hire_rate_shrunk,
  pooled_rate,
  cast(hires as bigint) as hires,
  groups
from said
order by place
