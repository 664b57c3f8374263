-- /// query
-- title = "In words"
-- question = "Which countries differ beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "The shrunk rates and intervals of countries/comparison; only what is more than noise"
--
-- [columns.sentence.texts]
-- more = "{hire_rate_shrunk} of applications lead to a hire, more than over all countries ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- less = "{hire_rate_shrunk} of applications lead to a hire, less than over all countries ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- alike = "The {groups} countries cannot be told apart: their differences are no larger than chance makes them."
-- few = "Too few hires to compare countries ({hires})."
-- [columns.hire_rate_shrunk]
-- format = "percent"
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- subject = "country"
-- card = "card"
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card = 'countries/comparison'"
-- ///
with judged as (          -- the clearest first on either side of the whole
  select
    coalesce(cast(country as varchar), 'Not stated') as country,
    hires, hire_rate_shrunk, pooled_rate,
    case when verdict = 'above' then 1 else 2 end as side,
    row_number() over (
      partition by verdict
      order by abs(ln(hire_rate_shrunk / nullif(pooled_rate, 0))) desc, applications desc, country nulls last
    ) as turn
  from "countries/comparison"
  where verdict <> 'same' and hire_rate_shrunk > 0 and (hires >= $minimum_n or verdict = 'below')
),
whole as (
  select count(*) as groups, coalesce(sum(hires), 0) as hires
  from "countries/comparison"
),
said as (
  select
    10 * side + turn as place,
    case when side = 1 then 'more' else 'less' end as sentence,
    country, hire_rate_shrunk, pooled_rate, hires, cast(null as bigint) as groups
  from judged
  where turn <= 2
  union all
  select
    90 as place,
    case when whole.hires < $minimum_n then 'few' else 'alike' end as sentence,
    cast(null as varchar) as country, null as hire_rate_shrunk, null as pooled_rate, whole.hires, whole.groups
  from whole
  where whole.hires < $minimum_n or (whole.groups > 1 and not exists (select 1 from judged))
)
select
  sentence,
  'countries/comparison' as card,
  country,
  hire_rate_shrunk,
  pooled_rate,
  cast(hires as bigint) as hires,
  groups
from said
order by place
