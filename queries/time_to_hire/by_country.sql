-- /// query
-- title = "Time to hire by country"
-- question = "How many days from application to accepted offer, where?"
-- basis = "hires in the period"
-- needs = ["has_country"]
--
-- [columns.p25_days]
-- label = "A quarter within"
--
-- [columns.median_days]
-- label = "Median"
--
-- [columns.p75_days]
-- label = "Three quarters within"
--
-- [columns.overall_median_days]
-- label = "Median of all"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires to say ({hires})"
--
-- [chart]
-- type = "dot_interval"
-- x = "median_days"
-- y = "country"
-- low = "p25_days"
-- high = "p75_days"
-- reference = "overall_median_days"
-- n = "hires"
-- blank = "note"
-- good = "down"
-- note = "Dot: median; bar: the middle half"
-- most = 15
--
-- [people]
-- overall = ["overall_median_days"]
-- counts = { hires = [] }
--
-- [behind]
-- where = "hired_at >= $since and hired_at < $until and days_to_hire >= 0 and country is not distinct from $row_country"
-- count = "hires"
--
-- [[checks]]
-- name = "no time runs backwards"
-- assert = "coalesce(median_days >= 0, true)"
--
-- [[checks]]
-- name = "a row per country"
-- unique = ["country"]
-- ///
with
hires as (
  select country, days_to_hire
  from applications
  where hired_at >= $since
    and hired_at < $until
    and days_to_hire >= 0
),
countries as (
  select
    country,
    count(*) as hires,
    quantile_cont(days_to_hire, 0.25) as p25_days,
    quantile_cont(days_to_hire, 0.5) as median_days,
    quantile_cont(days_to_hire, 0.75) as p75_days
  from hires
  group by country
),
everywhere as (
  select quantile_cont(days_to_hire, 0.5) as median_days
  from hires
)
select
  countries.country,
  countries.hires,
  case when countries.hires >= $minimum_n then countries.p25_days end as p25_days,
  case when countries.hires >= $minimum_n then countries.median_days end as median_days,
  case when countries.hires >= $minimum_n then countries.p75_days end as p75_days,
  everywhere.median_days as overall_median_days,
  case when countries.hires < $minimum_n then 'few' end as note
from countries
cross join everywhere
order by case when countries.hires >= $minimum_n then countries.median_days end nulls last, countries.hires desc, cast(countries.country as varchar) nulls last
